package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.TaskSettings;

/**
 * One step of a job.
 *
 * @param paused whether it is held back itself, whatever its job and the groups around it are
 * @param group names of the groups around it, outermost first; empty at the job itself
 * @param frames the frame range as it was written; null without one
 * @param blocklist workers that get nothing of it any more; null for none
 * @param settings what holds for its commands, with everything inherited filled in
 */
public record TaskView(
        TaskId id,
        String name,
        Status status,
        boolean paused,
        Counts counts,
        List<String> group,
        List<Dependency> after,
        @Nullable String frames,
        TaskSettings settings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<WorkerName> blocklist) {}
