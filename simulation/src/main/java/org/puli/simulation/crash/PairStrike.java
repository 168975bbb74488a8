package org.puli.simulation.crash;

import java.util.random.RandomGenerator;

/** What is done to two dispatchers on one database. */
enum PairStrike {
    /** The process that leads is killed. */
    KILL_LEADER("the leader was killed"),
    /** The process that leads stands still until the other leads, then goes on. */
    FREEZE_LEADER("the leader stood still"),
    /** The one that leads is told to hand over. */
    HAND_OVER("the leader handed over"),
    /** The process that stands by is killed. */
    KILL_STANDBY("the standby was killed"),
    /** Both processes are killed. */
    KILL_BOTH("both were killed");

    private final String words;

    PairStrike(String words) {
        this.words = words;
    }

    static PairStrike draw(RandomGenerator random) {
        int which = random.nextInt(100);
        if (which < 35) {
            return KILL_LEADER;
        }
        if (which < 55) {
            return FREEZE_LEADER;
        }
        if (which < 85) {
            return HAND_OVER;
        }
        return which < 93 ? KILL_STANDBY : KILL_BOTH;
    }

    /** Whether the other one is to lead afterwards. */
    boolean takesOver() {
        return this == KILL_LEADER || this == FREEZE_LEADER || this == HAND_OVER;
    }

    @Override
    public String toString() {
        return words;
    }
}
