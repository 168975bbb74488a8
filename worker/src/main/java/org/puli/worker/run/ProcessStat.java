package org.puli.worker.run;

/**
 * One process as the kernel shows it at one moment. Number and start together name a process for good.
 *
 * @param state the kernel's letter: Z is an ended process that its parent has not taken away
 * @param group its process group
 * @param session its session
 * @param startTicks when it started, in clock ticks since the machine did
 */
record ProcessStat(int pid, char state, int parent, int group, int session, long startTicks) {
    /** What stays the same for the whole life of a process. */
    record Key(int pid, long startTicks) {}

    Key key() {
        return new Key(pid, startTicks);
    }

    boolean isEnded() {
        return state == 'Z' || state == 'X';
    }
}
