package org.puli.farm.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.JobView;

/**
 * Take a job. The key, if any, makes a repeat of the same request harmless.
 *
 * @param copyOf the job of which whoever asks says that this is a copy, for the audit alone; null for none
 * @param archived jobs of the history for which it waits, with their tasks and groups
 */
public record SubmitJob(
        String user,
        JobSpec spec,
        @Nullable String submissionKey,
        @Nullable JobId copyOf,
        List<JobView> archived) implements Request<SubmitJob.Taken> {
    /** The type of the refusal of a job that was taken under its key before and has left memory since. */
    public static final String ARCHIVED = "archived";

    /** Copies the list. */
    public SubmitJob {
        archived = List.copyOf(archived);
    }

    /** A job that waits for nothing that the history has. */
    public SubmitJob(String user, JobSpec spec, @Nullable String submissionKey) {
        this(user, spec, submissionKey, null, List.of());
    }

    /** The same job, and what the history says of those for which it waits. */
    public SubmitJob with(List<JobView> others) {
        return new SubmitJob(user, spec, submissionKey, copyOf, others);
    }

    /** The job, and whether it is new (or was taken before under the same key). */
    public record Taken(JobView job, boolean isNew) {}
}
