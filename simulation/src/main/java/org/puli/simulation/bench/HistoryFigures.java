package org.puli.simulation.bench;

import java.util.Map;
import org.puli.simulation.load.Latencies.Quantiles;

/**
 * What {@code puli bench history} found.
 *
 * @param database which one, and on what
 * @param fillSeconds how long it took to write all of it
 * @param bytes what it takes on the disk
 * @param questionMillis how long each question took, by what was asked
 * @param commitMillis a batch of 200 ends of as many jobs, alone and while the history is cleared, and one slice of
 *     clearing
 */
record HistoryFigures(
        String database,
        long attempts,
        long commands,
        long jobs,
        long auditLines,
        long usageRows,
        double fillSeconds,
        long bytes,
        Map<String, Quantiles> questionMillis,
        Map<String, Quantiles> commitMillis,
        double fsyncsPerSecond,
        long loadPid) {}
