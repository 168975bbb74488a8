package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
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

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int gpus) {}
