package org.puli.simulation.bench;

import org.puli.simulation.load.Latencies.Quantiles;

/**
 * What {@code puli bench restart} found.
 *
 * @param liveCommands commands that had not ended, of jobs that were not over, after the last kill
 * @param rows commands of which the database knew anything after the last kill
 * @param restartToListeningMillis from starting the killed dispatcher's process anew to its answering
 * @param restartToFirstDispatchMillis from starting the killed dispatcher's process anew to the first new order that
 *     a worker got
 * @param serverMegabytes memory of the dispatcher after the last restart
 */
record RestartFigures(
        int workers,
        int jobs,
        long liveCommands,
        long rows,
        Quantiles restartToListeningMillis,
        Quantiles restartToFirstDispatchMillis,
        long serverMegabytes,
        double fsyncsPerSecond,
        String database,
        long serverPid,
        long loadPid) {}
