package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.spec.Dependency;

/**
 * A job as it is shown. Times are milliseconds since 1970.
 *
 * @param user who submitted it
 * @param waiting why nothing starts though work is left; null when work runs or none is left
 * @param waitingText the same in words
 * @param startedAt when its first command started; null before
 * @param endedAt when its last command ended; null while work is left
 * @param tasks its tasks in order; null in lists
 * @param groups its groups in order; null in lists
 * @param warnings what no worker could run as they are now; only in the answer to a submit, and only if there is any
 * @param after other jobs and times that it waits for as a whole; null when there are none
 * @param pauseReason why it is paused though no person said so; null otherwise
 * @param archivedAt when it left memory for the history; null while it has not
 * @param deletedAt since when it counts as deleted there; null when it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        JobId id,
        String name,
        Status status,
        Counts counts,
        String owner,
        String user,
        PoolName pool,
        int priority,
        double weight,
        int maxWorkers,
        boolean paused,
        Map<String, String> tags,
        @Nullable WaitingReason waiting,
        @Nullable String waitingText,
        long submittedAt,
        @Nullable Long startedAt,
        @Nullable Long endedAt,
        @Nullable List<TaskView> tasks,
        @Nullable List<GroupView> groups,
        @Nullable String pauseReason,
        @Nullable List<String> warnings,
        @Nullable List<Dependency> after,
        @Nullable Long archivedAt,
        @Nullable Long deletedAt) {
    /** A job that is in memory. */
    public JobView(
            JobId id,
            String name,
            Status status,
            Counts counts,
            String owner,
            String user,
            PoolName pool,
            int priority,
            double weight,
            int maxWorkers,
            boolean paused,
            Map<String, String> tags,
            @Nullable WaitingReason waiting,
            @Nullable String waitingText,
            long submittedAt,
            @Nullable Long startedAt,
            @Nullable Long endedAt,
            @Nullable List<TaskView> tasks,
            @Nullable List<GroupView> groups,
            @Nullable String pauseReason,
            @Nullable List<String> warnings,
            @Nullable List<Dependency> after) {
        this(
                id,
                name,
                status,
                counts,
                owner,
                user,
                pool,
                priority,
                weight,
                maxWorkers,
                paused,
                tags,
                waiting,
                waitingText,
                submittedAt,
                startedAt,
                endedAt,
                tasks,
                groups,
                pauseReason,
                warnings,
                after,
                null,
                null);
    }

    /** The same as the history has it. */
    public JobView archived(long since, @Nullable Long deleted) {
        return new JobView(
                id,
                name,
                status,
                counts,
                owner,
                user,
                pool,
                priority,
                weight,
                maxWorkers,
                paused,
                tags,
                null,
                null,
                submittedAt,
                startedAt,
                endedAt,
                tasks,
                groups,
                pauseReason,
                warnings,
                after,
                since,
                deleted);
    }

    /** The same with what the submitter should know at once; nothing is said of an empty list. */
    public JobView withWarnings(List<String> said) {
        return new JobView(
                id,
                name,
                status,
                counts,
                owner,
                user,
                pool,
                priority,
                weight,
                maxWorkers,
                paused,
                tags,
                waiting,
                waitingText,
                submittedAt,
                startedAt,
                endedAt,
                tasks,
                groups,
                pauseReason,
                said.isEmpty() ? null : List.copyOf(said),
                after,
                archivedAt,
                deletedAt);
    }
}
