package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which processors are whose. Two commands share one only when there are fewer than they hold cores together. Lower
 * numbers are taken first: on most machines those are whole cores, and their second threads have the higher ones. Safe
 * on every thread.
 */
final class CpuPins {
    private static final double ROUNDING = 1e-6;

    private final int[] cpus;
    private final int[] users;

    /** The processors that may be given out, in ascending order; at least one. */
    CpuPins(int... cpus) {
        if (cpus.length == 0) {
            throw new IllegalArgumentException("there is no processor to give out");
        }
        this.cpus = cpus.clone();
        this.users = new int[cpus.length];
    }

    /** All that the kernel lets this worker use. */
    static CpuPins ofThisWorker() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"), ISO_8859_1)) {
            if (line.startsWith("Cpus_allowed_list:")) {
                return new CpuPins(parse(line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        throw new IOException("the kernel does not tell which processors this worker may use");
    }

    /** Reads numbers and ranges, as {@code 0-3,8}. */
    static int[] parse(String list) {
        return List.of(list.split(",", -1)).stream()
                .flatMapToInt(part -> {
                    String[] ends = part.split("-", 2);
                    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                })
                .toArray();
    }

    /** Takes as many processors as a command holds cores, a part of a core for a whole one; all there are at most. */
    synchronized List<Integer> take(double cores) {
        int count = Math.clamp((long) Math.ceil(cores - ROUNDING), 1, cpus.length);
        List<Integer> places = IntStream.range(0, cpus.length)
                .boxed()
                .sorted(Comparator.comparingInt(place -> users[place]))
                .limit(count)
                .sorted()
                .toList();
        List<Integer> taken = new ArrayList<>(count);
        for (int place : places) {
            users[place]++;
            taken.add(cpus[place]);
        }
        return taken;
    }

    /** Takes these, whoever else has them. */
    synchronized void takeAgain(List<Integer> taken) {
        for (int place = 0; place < cpus.length; place++) {
            if (taken.contains(cpus[place])) {
                users[place]++;
            }
        }
    }

    /** Gives back what was taken; once. */
    synchronized void giveBack(List<Integer> taken) {
        for (int place = 0; place < cpus.length; place++) {
            if (taken.contains(cpus[place])) {
                users[place]--;
            }
        }
    }

    /** The form that {@code taskset} reads. */
    static String text(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
