package org.puli.simulation.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmClient;
import org.puli.api.json.Json;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;

/** The job documents of the benchmarks, as a user would send them, and what a farm needs for them. Stateless. */
final class BenchJobs {
    /** A license that holds jobs back until it has seats. */
    static final String GATE = "bench";

    /** A license of which mixed work holds a seat for each command. */
    static final String COUNTED = "nuke";

    /** A license of which mixed work holds a seat on each worker. */
    static final String PER_WORKER = "houdini";

    private static final String PROGRAM = "/bin/true";
    private static final int PRODUCTIONS = 5;
    private static final int TAGS = 4;
    private static final int WEIGHTS = 4;
    private static final int LEAST_PRIORITY = 40;
    private static final int STEP = 10;
    private static final int STEPS = 3;

    private BenchJobs() {}

    /** One task over a frame range, perhaps behind a license. */
    static String range(long commands, @Nullable String license) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", "work");
        task.put("command", List.of(PROGRAM, "{frame}"));
        task.put("frames", "1-" + commands);
        if (license != null) {
            task.put("licenses", List.of(license));
        }
        return job(task);
    }

    /**
     * One task over a frame range behind the gate, of one of many kinds by its number: of a production that has a share
     * of the pool, with a priority, weight and requirements; two of three hold a seat of a license besides.
     */
    static String mixed(long commands, int number) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", "work");
        task.put("command", List.of(PROGRAM, "{frame}"));
        task.put("frames", "1-" + commands);
        task.put("licenses", licenses(number));
        task.put(
                "requirements",
                number % 2 == 0 ? Map.of() : Map.of("tags", List.of("tag-" + (1 << number / 2 % TAGS))));
        return Json.write(Map.of(
                "name",
                "bench",
                "tags",
                Map.of("prod", "prod-" + number % PRODUCTIONS),
                "priority",
                LEAST_PRIORITY + STEP * (number / PRODUCTIONS % STEPS),
                "weight",
                1 + number % WEIGHTS,
                "tasks",
                List.of(task)));
    }

    private static List<String> licenses(int number) {
        return switch (number % 3) {
            case 0 -> List.of(GATE);
            case 1 -> List.of(GATE, COUNTED);
            default -> List.of(GATE, PER_WORKER);
        };
    }

    /** The pool of mixed work: a share for each production but one, the first with a guaranteed minimum. */
    static PoolSpec pool() {
        List<ShareSpec> shares = IntStream.range(0, PRODUCTIONS - 1)
                .mapToObj(i -> new ShareSpec(
                        "share-" + i, Map.of("prod", List.of("prod-" + i)), List.of(), 1 + i, i == 0 ? 4 : 0, 0))
                .toList();
        return new PoolSpec(JobSpec.DEFAULT_POOL, shares, 1);
    }

    /** Divides the pool, and gives seats for nine of ten slots and for three of four workers, for mixed work. */
    static void equip(FarmClient client, int workers, long slots) {
        client.editPool(pool());
        int counted = (int) Math.max(1, slots * 9 / 10);
        client.setLicense(new LicenseSpec(new LicenseName(COUNTED), counted, SeatsPer.COMMAND));
        int holders = Math.max(1, workers * 3 / 4);
        client.setLicense(new LicenseSpec(new LicenseName(PER_WORKER), holders, SeatsPer.WORKER));
    }

    /** Two tasks of so many commands in all, of which one waits for the other by frames, perhaps behind a license. */
    static String paired(long commands, @Nullable String license) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (String name : List.of("first", "then")) {
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("name", name);
            task.put("command", List.of(PROGRAM, "{frame}"));
            task.put("frames", "1-" + commands / 2);
            task.put("licenses", license == null ? List.of() : List.of(license));
            tasks.add(task);
        }
        tasks.getLast().put("after", Map.of("task", "first", "by", "frame"));
        return Json.write(Map.of("name", "bench", "tasks", tasks));
    }

    /** One task whose command lines are spelled out one by one. */
    static String explicit(int commands) {
        List<List<String>> lines = IntStream.rangeClosed(1, commands)
                .mapToObj(frame -> List.of(PROGRAM, "-f", Integer.toString(frame)))
                .toList();
        return job(Map.of("name", "work", "commands", lines));
    }

    private static String job(Map<String, Object> task) {
        return Json.write(Map.of("name", "bench", "tasks", List.of(task)));
    }
}
