package org.puli.farm.decide;

/**
 * What decisions may be told to do otherwise; all durations in milliseconds.
 *
 * @param lostAfterMillis silence after which a worker's commands are given to others
 * @param heartbeatMillis how often a worker of a small farm is to report when nothing happens
 * @param ownersKnown whether nobody may name another owner than himself, so that workers may run commands as owners
 * @param wake whom to wake, and how often
 * @param keepMillis how long a job stays in memory after its end; 0 for ever
 */
public record Rules(
        long lostAfterMillis,
        long heartbeatMillis,
        Quarantine quarantine,
        boolean ownersKnown,
        Wake wake,
        long keepMillis) {
    private static final int REPORTS_A_SECOND = 100;
    private static final int BEATS_OF_SILENCE = 3;

    /** Half a minute of silence, a word every five seconds. */
    public static final Rules DEFAULT = new Rules(30_000, 5_000);

    /** Rules with the usual quarantine. */
    public Rules(long lostAfterMillis, long heartbeatMillis) {
        this(lostAfterMillis, heartbeatMillis, Quarantine.DEFAULT);
    }

    /** Rules that let anybody name any owner. */
    public Rules(long lostAfterMillis, long heartbeatMillis, Quarantine quarantine) {
        this(lostAfterMillis, heartbeatMillis, quarantine, false, Wake.DEFAULT);
    }

    /** Rules with the usual way to wake machines. */
    public Rules(long lostAfterMillis, long heartbeatMillis, Quarantine quarantine, boolean ownersKnown) {
        this(lostAfterMillis, heartbeatMillis, quarantine, ownersKnown, Wake.DEFAULT);
    }

    /** Rules that keep ended jobs in memory for ever. */
    public Rules(long lostAfterMillis, long heartbeatMillis, Quarantine quarantine, boolean ownersKnown, Wake wake) {
        this(lostAfterMillis, heartbeatMillis, quarantine, ownersKnown, wake, 0);
    }

    /** The same, but for who is kept from naming other owners. */
    public Rules withOwnersKnown(boolean known) {
        return new Rules(lostAfterMillis, heartbeatMillis, quarantine, known, wake, keepMillis);
    }

    /** The same, but for how long a job stays in memory after its end. */
    public Rules withKeepMillis(long millis) {
        return new Rules(lostAfterMillis, heartbeatMillis, quarantine, ownersKnown, wake, millis);
    }

    /**
     * How sleeping machines are woken for work that nobody awake has room for.
     *
     * @param most machines that are waited for at once, from 0
     * @param againMillis how long each is waited for before it is sent another packet
     * @param tries packets in a row after which it is given up, from 1
     */
    public record Wake(int most, long againMillis, int tries) {
        /** Four at once, three times in six minutes. */
        public static final Wake DEFAULT = new Wake(4, 120_000, 3);
    }

    /**
     * How often each of so many workers is to report when nothing happens: all together a hundred times a second, but
     * none so rarely that two lost reports would make it lost.
     *
     * @return milliseconds, at least {@link #heartbeatMillis}
     */
    public long heartbeatMillis(int workers) {
        long rarest = lostAfterMillis / BEATS_OF_SILENCE;
        return Math.max(heartbeatMillis, Math.min(rarest, workers * 1_000L / REPORTS_A_SECOND));
    }

    /**
     * When a worker is kept from work because of what failed on it.
     *
     * @param failures so many different tasks of at least two jobs, without a success between; 0 for never
     * @param probationMillis how long until it is tried again; doubled each time that it fails then
     */
    public record Quarantine(int failures, long probationMillis) {
        /** Three tasks, a quarter of an hour. */
        public static final Quarantine DEFAULT = new Quarantine(3, 15 * 60_000);

        private static final int MOST_DOUBLINGS = 5;

        /** How long the next quarantine is after so many in a row; it is doubled five times at most. */
        public long pauseAfter(int quarantines) {
            return probationMillis << Math.min(quarantines, MOST_DOUBLINGS);
        }

        /** The longest of all. */
        public long longestMillis() {
            return pauseAfter(MOST_DOUBLINGS);
        }
    }
}
