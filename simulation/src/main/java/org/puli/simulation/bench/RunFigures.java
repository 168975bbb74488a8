package org.puli.simulation.bench;

import org.puli.simulation.load.Latencies.Quantiles;

/**
 * What {@code puli bench run} found: one real worker with real processes that end at once.
 *
 * @param coldCommandsPerSecond the same until the first 5,000 had ended, while Java is cold
 * @param slotMillisPerCommand how long a slot was taken by one command, all in all
 * @param gapMillis how long a slot stood empty between the end of a process and the start of the next one, by
 *     the worker's clock
 * @param plainSpawnMillis what starting the same program and waiting for it takes without a farm
 * @param acknowledgedEnds commands that a client was told are done, before the kill
 * @param doneRows commands that were done in the database right after the kill
 */
record RunFigures(
        int slots,
        int commands,
        double commandsPerSecond,
        double coldCommandsPerSecond,
        double slotMillisPerCommand,
        Quantiles gapMillis,
        Quantiles plainSpawnMillis,
        double workerCpuMicrosPerCommand,
        double serverCpuMicrosPerCommand,
        long workerMegabytes,
        long serverMegabytes,
        double fsyncsPerSecond,
        long acknowledgedEnds,
        long doneRows,
        String database,
        long serverPid,
        long workerPid,
        long loadPid) {
    boolean hasLost() {
        return doneRows < acknowledgedEnds;
    }
}
