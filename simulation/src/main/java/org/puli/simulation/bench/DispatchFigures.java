package org.puli.simulation.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary;
import org.puli.simulation.load.Latencies.Quantiles;

/**
 * What {@code puli bench dispatch} found.
 *
 * @param ratePerSecond ends per second that were offered; null when workers were as fast as they could be
 * @param mixed whether requirements, licenses, shares, priorities and weights were in play
 * @param commandsPerSecond all commands, over the time from the first start to the last commit
 * @param endToNextStartMillis from a worker's report of an end to its next order, both seen by the worker
 * @param serverEndToNextStartMillis the same inside the dispatcher: report arrived to order released
 * @param serverCpuMicrosPerCommand processor time of the dispatcher in that time
 * @param compilerMicrosPerCommand of that, what Java's compilers took; a dispatcher that has been busy for a while has
 *     compiled what it needs
 * @param commits batches that were stored in that time
 * @param fsyncsPerSecond forced writes that the disk makes one after the other, measured before the run
 * @param connectMillis until all workers, connecting at once, had their first orders
 * @param submitToFirstStartMillis one command for idle workers: from the request to the order
 * @param fillMillis from the request that submits one job to the last of all idle slots having its order
 * @param submitMillis the requests that submitted the measured jobs, one by one
 * @param restartToFirstDispatchMillis from starting the killed dispatcher's process anew to the first new order
 * @param acknowledgedEnds ends of which workers were told that they may forget them, before the kill
 * @param doneRows commands that were done in the database right after the kill
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DispatchFigures(
        int workers,
        int slots,
        int jobs,
        long commandsPerJob,
        @Nullable Double ratePerSecond,
        boolean mixed,
        double commandsPerSecond,
        double seconds,
        Quantiles endToNextStartMillis,
        FarmSummary.Quantiles serverEndToNextStartMillis,
        double serverCpuMicrosPerCommand,
        double compilerMicrosPerCommand,
        double loadCpuMicrosPerCommand,
        long serverMegabytes,
        long commits,
        double fsyncsPerSecond,
        double connectMillis,
        Quantiles submitToFirstStartMillis,
        double fillMillis,
        Quantiles submitMillis,
        double restartToFirstDispatchMillis,
        long acknowledgedEnds,
        long doneRows,
        String database,
        long serverPid,
        long loadPid) {
    /** Whether the database lacked what had been promised. */
    boolean hasLost() {
        return doneRows < acknowledgedEnds;
    }
}
