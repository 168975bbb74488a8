package org.puli.worker.run;

import java.util.List;
import org.puli.api.spec.ProcessLimits;

/**
 * A program that sets one limit for itself and then becomes the program that it is told to.
 *
 * @param setting the worker's setting that asks for it
 * @param program its name
 * @param arguments what stands between its name and the program that it becomes
 */
record LimitLink(String setting, String program, List<String> arguments) {
    /** All programs that set limits. */
    static final List<String> PROGRAMS = List.of("prlimit", "choom", "taskset", "nice");

    /** Soft and hard limit are one, so that no program can raise it. */
    static LimitLink openFiles(int count) {
        return new LimitLink("worker.limits.openFiles", "prlimit", List.of("--nofile=" + count + ":" + count));
    }

    static LimitLink coreBytes(long bytes) {
        String size = bytes == ProcessLimits.ANY_SIZE ? "unlimited" : Long.toString(bytes);
        return new LimitLink("worker.limits.coreSize", "prlimit", List.of("--core=" + size + ":" + size));
    }

    static LimitLink oomScoreAdj(int score) {
        return new LimitLink("worker.oomScoreAdj", "choom", List.of("-n", Integer.toString(score), "--"));
    }

    static LimitLink pinned(List<Integer> cpus) {
        return new LimitLink("worker.pinning", "taskset", List.of("-c", CpuPins.text(cpus)));
    }

    /** The program adds to the niceness of its caller. */
    static LimitLink nice(int wanted, int own) {
        return new LimitLink("worker.nice", "nice", List.of("-n", Integer.toString(wanted - own)));
    }

    /** The package that has the program. */
    String origin() {
        return program.equals("nice") ? "coreutils" : "util-linux";
    }
}
