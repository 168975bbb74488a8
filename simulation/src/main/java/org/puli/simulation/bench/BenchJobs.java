package org.puli.simulation.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;

/** The job documents of the benchmarks, as a user would send them. Stateless. */
final class BenchJobs {
    /** A license that holds jobs back until it has seats. */
    static final String GATE = "bench";

    private static final String PROGRAM = "/bin/true";

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

    /** Two tasks of so many commands in all, of which one waits for the other frame by frame. */
    static String paired(long commands) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (String name : List.of("first", "then")) {
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("name", name);
            task.put("command", List.of(PROGRAM, "{frame}"));
            task.put("frames", "1-" + commands / 2);
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
