package org.puli.simulation.bench;

import org.puli.simulation.load.Latencies.Quantiles;

/**
 * What {@code puli bench run} found: one real worker with real processes that end at once.
 *
 * @param slotMillisPerCommand how long a slot was taken by one command, all in all
 * @param plainSpawnMillis what starting the same program and waiting for it takes without a farm
 * @param acknowledgedEnds commands that a client was told are done, before the kill
 * @param doneRows commands that were done in the database right after the kill
 */
record RunFigures(
        int slots,
        int commands,
        double commandsPerSecond,
        double slotMillisPerCommand,
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
