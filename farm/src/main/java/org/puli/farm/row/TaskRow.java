package org.puli.farm.row;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Status;

/**
 * A task or group of which something cannot be read from its job's spec.
 *
 * @param fresh how its untouched commands stand: READY, or where a person put all of them
 * @param paused whether a person holds it back; null when it is as it was submitted
 * @param come one bit for each time and file that it waits for and that has come, the first one lowest
 */
public record TaskRow(
        long taskId, long jobId, Status fresh, @Nullable Boolean paused, long come) {}
