package org.puli.farm;

import org.puli.api.JobId;
import org.puli.farm.row.JobRow;

/**
 * How long a job has stood in line without a start, and how many points of priority that lifts it, in a pool that says
 * so. It counts from when the job came into line, or from its last start, on the clock that never jumps. Points are
 * whole, so that jobs of one priority go on sharing by their weights between them; each point is a change, so the
 * planner needs no clock. Owned by the loop.
 */
public final class Waiting {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final long MILLI = 1_000;

    private final Job job;
    private int linedCount;
    private long milliBoost;
    private boolean isCounting;
    private long sinceWall;
    private long sinceMono = UNKNOWN;
    private int points;

    Waiting(Job job) {
        this.job = job;
    }

    /** Whether the job has something that could start if there were room, and its pool counts how long it waits. */
    public boolean isCounting() {
        return isCounting;
    }

    /** The points by which waiting lifts the job, from 0. */
    public int points() {
        return points;
    }

    /** Since when it waits, milliseconds since 1970; 0 when it does not, or when the loop has not looked yet. */
    public long since() {
        return sinceWall;
    }

    JobId job() {
        return job.id();
    }

    /** A task or group at the top of the job has come into line or left it. */
    void lined(boolean isIn) {
        linedCount += isIn ? 1 : -1;
    }

    /**
     * Looks anew whether the job waits, where an hour is worth so many thousandths of points; what it waited so far is
     * worth that, too. Whether that makes another row of it.
     */
    boolean look(long milli) {
        boolean waits = milli > 0 && linedCount > 0 && !job.isPaused() && job.leaseCount() < job.maxWorkers();
        if (waits == isCounting && milli == milliBoost) {
            return false;
        }
        int before = points;
        long sinceBefore = sinceWall;
        leave();
        if (!waits || !isCounting) {
            reset();
        } else if (milli != milliBoost) {
            points = (int) (points * milli / milliBoost);
        }
        isCounting = waits;
        milliBoost = milli;
        enter();
        return points != before || sinceWall != sinceBefore;
    }

    /** Looks anew whether the job waits. */
    boolean look() {
        return look(milliBoost);
    }

    /** One of its commands starts: whatever lifted it is used up. */
    void restart() {
        leave();
        reset();
        enter();
    }

    /** The job goes. */
    void end() {
        leave();
        isCounting = false;
    }

    private void reset() {
        sinceWall = 0;
        sinceMono = UNKNOWN;
        points = 0;
    }

    /** From here on its wait is counted. */
    void begin(long wall, long mono) {
        if (isFresh()) {
            leave();
            // Whatever a clock says that stands at the beginning of all time, 0 is kept for "not yet".
            sinceWall = Math.max(1, wall);
            sinceMono = mono;
            enter();
        }
    }

    /** It has waited for so many points. */
    void lift(int to) {
        if (isCounting) {
            leave();
            points = to;
            enter();
        }
    }

    /**
     * After a restart: it goes on from the points that it had, and time that nobody counted brings it at most up to the
     * next one. So neither a wall clock that was set on nor one that was set back makes it win or lose more than that.
     */
    void anchor(long wall, long mono) {
        if (!isAnchored()) {
            leave();
            long least = millisFor(points);
            sinceMono = mono - Math.clamp(wall - sinceWall, least, millisFor(points + 1));
            enter();
        }
    }

    /** Whether the loop has yet to say since when it waits. */
    boolean isFresh() {
        return isCounting && sinceWall == 0;
    }

    /** Whether it is known since when it waits on the clock that never jumps. */
    boolean isAnchored() {
        return sinceMono != UNKNOWN;
    }

    /** When it is lifted by one more point, on the clock that never jumps. */
    long nextAt() {
        return sinceMono + millisFor(points + 1);
    }

    /** How many points it has waited for at a time. */
    int pointsAt(long mono) {
        return (int) ((mono - sinceMono) * milliBoost / (MILLIS_PER_HOUR * MILLI));
    }

    private long millisFor(int count) {
        return Math.ceilDiv(count * MILLIS_PER_HOUR * MILLI, milliBoost);
    }

    private void enter() {
        if (isCounting) {
            job.deadlines().lifts().add(this);
        }
    }

    private void leave() {
        if (isCounting) {
            job.deadlines().lifts().remove(this);
        }
    }

    /** Takes what was stored; whether the job waits is seen from its work. */
    void restore(JobRow row) {
        look();
        if (isCounting) {
            leave();
            sinceWall = row.waitingSince();
            points = row.lift();
            enter();
        }
    }
}
