package org.puli.dispatcher.loop;

/**
 * How long the history keeps what; all in milliseconds, 0 for ever.
 *
 * @param done jobs that went well, counted from their ends
 * @param failed jobs that ended in any other way
 * @param canceled jobs that were canceled
 * @param attempts ended attempts, those of jobs in memory as well
 * @param audit lines of the audit
 * @param usage what attempts have used, added up by hours
 * @param undo how long a deleted job is kept before it is gone for good; 0 for no longer than until the next look
 */
public record Retention(long done, long failed, long canceled, long attempts, long audit, long usage, long undo) {
    /** Everything for ever, and a day to think better of what was deleted. */
    public static final Retention FOR_EVER = new Retention(0, 0, 0, 0, 0, 24 * 3_600_000L);

    /** The same where usage is kept for ever. */
    public Retention(long done, long failed, long canceled, long attempts, long audit, long undo) {
        this(done, failed, canceled, attempts, audit, 0, undo);
    }
}
