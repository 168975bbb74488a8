package org.puli.worker.logs;

import java.nio.file.Path;
import java.time.Instant;
import org.puli.api.sync.AttemptRef;

/**
 * One log of an ended attempt.
 *
 * @param file where it is, or was before it was moved
 * @param ended when the attempt ended
 */
record Kept(AttemptRef attempt, Path file, Instant ended, long bytes) {}
