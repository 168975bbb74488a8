package org.puli.simulation.bench;

/**
 * What {@code puli bench idle} found.
 *
 * @param percentOfCore processor time of the dispatcher, in hundredths of one core
 * @param batches how often something was stored or shown meanwhile
 * @param serverMegabytes memory of the dispatcher at the end
 */
record IdleFigures(
        int workers,
        int jobs,
        int seconds,
        double percentOfCore,
        long batches,
        long serverMegabytes,
        String database,
        long serverPid,
        long loadPid) {}
