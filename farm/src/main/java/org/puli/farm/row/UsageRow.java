package org.puli.farm.row;

/**
 * What attempts of one kind that ended within an hour have used, added to what the history has of that kind: it
 * outlives the attempts themselves. All of an attempt counts in the hour of its end.
 *
 * @param kind which attempts
 * @param attempts how many, 1 or more
 * @param wallMillis how long they ran, each by itself
 * @param coreMillis the same times the cores that each held
 * @param cpuMillis processor time of their processes, as far as it is known
 */
public record UsageRow(Kind kind, long attempts, long wallMillis, long coreMillis, long cpuMillis) {
    /**
     * What is told apart.
     *
     * @param hour hours since 1970 began, in UTC
     * @param production the job's tag {@code prod}, or {@code production}; empty when it has neither
     * @param job the job's name
     */
    public record Kind(
            long hour, String pool, String owner, String production, String job, AttemptRow.Outcome outcome) {}

    /** Both together. */
    public UsageRow and(UsageRow other) {
        return new UsageRow(
                kind,
                attempts + other.attempts,
                wallMillis + other.wallMillis,
                coreMillis + other.coreMillis,
                cpuMillis + other.cpuMillis);
    }
}
