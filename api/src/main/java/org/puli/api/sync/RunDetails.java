package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.ProcessLimits;

/**
 * All that a worker needs to start an attempt. Placeholders are filled in by the worker, which knows its own paths.
 *
 * @param frames the frames of the command; null when it has none
 * @param workingDirectory absolute folder; null for the attempt's own scratch folder
 * @param cores cores held by the attempt
 * @param memoryBytes memory held by the attempt, 0 for "not said"
 * @param timeoutMillis the attempt is ended and has failed when it runs longer; 0 for no limit
 * @param watch what else the worker watches for; null for nothing
 * @param limits what its task asks for within what the worker allows; null for nothing
 * @param paths the farm's path rules as far as they change anything; null when the paths are to stay as they are
 * @param stretches where finished frames are left out, what is left in parts without a gap; null where nothing is left
 *     out
 * @param ownerKnown whether the dispatcher lets nobody name another owner than himself, so that it may be run as that
 * @param gpus GPUs held by the attempt; the worker chooses which
 */
public record RunDetails(
        JobId job,
        String jobName,
        TaskId task,
        String taskName,
        CommandId command,
        String owner,
        CommandLine commandLine,
        @Nullable FrameRange frames,
        @Nullable String workingDirectory,
        Map<String, String> environment,
        double cores,
        long memoryBytes,
        long timeoutMillis,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lookout watch,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProcessLimits limits,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PathRule> paths,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FrameRange> stretches,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean ownerKnown,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int gpus) {
    /** Copies the list. */
    public RunDetails {
        stretches = stretches == null || stretches.isEmpty() ? null : List.copyOf(stretches);
    }

    /** Details without GPUs whose paths are to stay as they are. */
    public RunDetails(
            JobId job,
            String jobName,
            TaskId task,
            String taskName,
            CommandId command,
            String owner,
            CommandLine commandLine,
            @Nullable FrameRange frames,
            @Nullable String workingDirectory,
            Map<String, String> environment,
            double cores,
            long memoryBytes,
            long timeoutMillis,
            @Nullable Lookout watch,
            @Nullable ProcessLimits limits) {
        this(
                job,
                jobName,
                task,
                taskName,
                command,
                owner,
                commandLine,
                frames,
                workingDirectory,
                environment,
                cores,
                memoryBytes,
                timeoutMillis,
                watch,
                limits,
                null,
                null,
                false,
                0);
    }

    /** The same for what is left of its frames. */
    public RunDetails with(FrameRange left, List<FrameRange> inStretches) {
        return new RunDetails(
                job,
                jobName,
                task,
                taskName,
                command,
                owner,
                commandLine,
                left,
                workingDirectory,
                environment,
                cores,
                memoryBytes,
                timeoutMillis,
                watch,
                limits,
                paths,
                inStretches,
                ownerKnown,
                gpus);
    }

    /** The same with other paths in it, and no rules left that could change them again. */
    RunDetails with(CommandLine line, Map<String, String> variables, @Nullable String folder) {
        return new RunDetails(
                job,
                jobName,
                task,
                taskName,
                command,
                owner,
                line,
                frames,
                folder,
                variables,
                cores,
                memoryBytes,
                timeoutMillis,
                watch,
                limits,
                null,
                stretches,
                ownerKnown,
                gpus);
    }

    /** The same with another word on its owner. */
    public RunDetails withOwnerKnown(boolean known) {
        if (known == ownerKnown) {
            return this;
        }
        return new RunDetails(
                job,
                jobName,
                task,
                taskName,
                command,
                owner,
                commandLine,
                frames,
                workingDirectory,
                environment,
                cores,
                memoryBytes,
                timeoutMillis,
                watch,
                limits,
                paths,
                stretches,
                known,
                gpus);
    }

    /** The same with path rules; null for none. */
    public RunDetails withPaths(@Nullable List<PathRule> rules) {
        return new RunDetails(
                job,
                jobName,
                task,
                taskName,
                command,
                owner,
                commandLine,
                frames,
                workingDirectory,
                environment,
                cores,
                memoryBytes,
                timeoutMillis,
                watch,
                limits,
                rules,
                stretches,
                ownerKnown,
                gpus);
    }

    /** The same with GPUs. */
    public RunDetails withGpus(int count) {
        return new RunDetails(
                job,
                jobName,
                task,
                taskName,
                command,
                owner,
                commandLine,
                frames,
                workingDirectory,
                environment,
                cores,
                memoryBytes,
                timeoutMillis,
                watch,
                limits,
                paths,
                stretches,
                ownerKnown,
                count);
    }
}
