package org.puli.api.sync;

import org.jspecify.annotations.Nullable;

/**
 * One attempt that a worker should be running.
 *
 * @param leaseId what holds cores, memory and licenses for it; a plain command has a lease of its own, several commands
 *     of one session share one
 * @param details how to run it; null when the worker's last report already named the attempt
 */
public record RunOrder(
        AttemptRef attempt, long leaseId, @Nullable RunDetails details) {}
