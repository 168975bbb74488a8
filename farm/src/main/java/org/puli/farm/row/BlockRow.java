package org.puli.farm.row;

import org.jspecify.annotations.Nullable;

/**
 * What a task holds against a worker.
 *
 * @param failures how often in a row its commands failed there
 * @param blocked whether the worker gets nothing of it any more
 * @param by who said so; null when the failures did
 * @param since milliseconds since 1970, 0 while it is not blocked
 */
public record BlockRow(
        long taskId,
        long jobId,
        String worker,
        int failures,
        boolean blocked,
        @Nullable String by,
        String reason,
        long since) {}
