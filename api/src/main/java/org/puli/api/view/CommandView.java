package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;

/**
 * A command as it is shown. Times are milliseconds since 1970.
 *
 * @param name the task's name and, where there are any, its frames
 * @param frames its frames; null when it has none
 * @param arguments the command line with the frames filled in
 * @param attempt the newest attempt's number, 0 before the first
 * @param attempts tries in all
 * @param failures tries that failed since it was last made ready by a person
 * @param worker where it runs or last ran; null before the first attempt
 * @param stopping whether an ended attempt's processes are still being stopped
 * @param paused whether a person keeps just this command from starting
 * @param progress 0 to 1; null when unknown
 * @param message what it says that it is at; null when it says nothing or does not run
 * @param framesDone frames that it has finished; null when none is known or it does not run
 * @param reason why it failed or was given back, in words
 * @param readyAt it does not start before this time; null when nothing but room is missing
 * @param avoided workers that it goes to only when no other one can take it, since it failed there; null for none
 * @param grownMemory bytes that it reserves since it used more than its task says; null when its task's word holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandView(
        CommandId id,
        String name,
        Status status,
        JobId job,
        TaskId task,
        @Nullable String frames,
        List<String> arguments,
        int attempt,
        int attempts,
        int failures,
        @Nullable WorkerName worker,
        boolean stopping,
        boolean paused,
        @Nullable Double progress,
        @Nullable String message,
        @Nullable String framesDone,
        @Nullable Long startedAt,
        @Nullable Long endedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable Long readyAt,
        @Nullable List<WorkerName> avoided,
        @Nullable Long grownMemory) {}
