package org.puli.farm.row;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Status;

/**
 * A job as it stands. Times are milliseconds since 1970, 0 for "not yet".
 *
 * @param user who submitted it
 * @param submissionKey the client's key against double submission; null when it gave none
 * @param firstTaskId its groups and tasks have consecutive numbers from here
 * @param firstCommandId its commands have consecutive numbers from here
 * @param startMark the planner's measure of how much it was served
 * @param pauseReason why it is paused though no person said so; null otherwise
 * @param failedSince commands that failed since it was submitted, or since a person last let it go on
 * @param endedSince commands that ended since then; 0 of a job that no rule may stop
 * @param come one bit for each time and file that it waits for and that has come, the first one lowest
 * @param waitingSince since when it has had work and got no start, where its pool counts that
 * @param lift points of priority that it gained by that
 * @param status computed; for people who read the table: {@code RUNNING} also between two of its commands
 */
public record JobRow(
        long jobId,
        String name,
        String owner,
        String user,
        @Nullable String submissionKey,
        String pool,
        int priority,
        double weight,
        int maxWorkers,
        boolean paused,
        Status status,
        long firstTaskId,
        long firstCommandId,
        long commandCount,
        double startMark,
        long submittedAt,
        long startedAt,
        long endedAt,
        @Nullable String pauseReason,
        long failedSince,
        long endedSince,
        long come,
        long waitingSince,
        int lift) {}
