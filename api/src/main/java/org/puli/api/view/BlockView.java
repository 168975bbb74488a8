package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;

/**
 * A worker that gets nothing of a task any more.
 *
 * @param taskName the task's name
 * @param failures how often in a row the task's commands have failed there
 * @param by who put it on the list; null when the failures did
 * @param since milliseconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockView(
        TaskId task,
        String taskName,
        WorkerName worker,
        int failures,
        @Nullable String by,
        String reason,
        long since) {}
