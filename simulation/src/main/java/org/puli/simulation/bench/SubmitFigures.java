package org.puli.simulation.bench;

import java.util.Map;
import org.puli.simulation.load.Latencies.Quantiles;

/**
 * What {@code puli bench submit} found.
 *
 * @param jobsPerSecond jobs of one command, from several clients at once, each waiting for its answer
 * @param smallMillis how long each of those waited
 * @param rangeMillis one job of so many commands described by a range
 * @param pairedMillis one job of so many commands, half of which wait for the other half frame by frame
 * @param explicitMillis one job of so many commands that are spelled out
 * @param otherGetMillis what a GET of somebody else took meanwhile, by what went on
 * @param large a job of many commands that workers are busy with, from submit to cancel
 */
record SubmitFigures(
        double jobsPerSecond,
        Quantiles smallMillis,
        Map<String, Quantiles> rangeMillis,
        Map<String, Quantiles> pairedMillis,
        Map<String, Quantiles> explicitMillis,
        Map<String, Quantiles> otherGetMillis,
        Large large,
        double serverCpuMicrosPerSmallJob,
        double fsyncsPerSecond,
        String database,
        long serverPid,
        long loadPid) {
    /** One large job: how long each request took, and somebody else's GETs meanwhile. */
    record Large(
            long commands,
            double submitMillis,
            double listMillis,
            double pageOfCommandsMillis,
            double pauseMillis,
            double resumeMillis,
            double cancelMillis,
            Quantiles otherGetMillis) {}
}
