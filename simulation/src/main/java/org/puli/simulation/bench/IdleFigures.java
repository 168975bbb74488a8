package org.puli.simulation.bench;

/**
 * What {@code puli bench idle} found.
 *
 * @param settleSeconds how long nothing happened before that, while Java compiled what runs all the time
 * @param seconds how long was measured
 * @param percentOfCore processor time of the dispatcher, in hundredths of one core
 * @param batches how often something was stored or shown meanwhile
 * @param serverMegabytes memory of the dispatcher at the end
 */
record IdleFigures(
        int workers,
        int jobs,
        int settleSeconds,
        int seconds,
        double percentOfCore,
        long batches,
        long serverMegabytes,
        String database,
        long serverPid,
        long loadPid) {}
