package org.puli.cli.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.BadDocument;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader;
import org.puli.api.json.JobReader.Format;
import org.puli.api.json.Json;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.Problem;
import org.puli.cli.shared.BadInput;
import picocli.CommandLine.Option;

/** A job of one task, made from a command line and flags instead of a job file. */
final class OneCommand {
    /** What its one task is called, so that --set and --task can name it. */
    static final String TASK = "run";

    private static final String IN_TASK = "tasks." + TASK + ".";
    private static final int LONGEST_NAME = 200;

    @Option(
            names = "--frames",
            paramLabel = "RANGE",
            description = "Runs it for these frames, such as 1-100 or 1-9x2,20; it names them as {frame}, or as {first}"
                    + " and {last}.")
    private @Nullable String frames;

    @Option(names = "--chunk", paramLabel = "N", description = "So many frames for each command (default: 1).")
    private @Nullable String chunk;

    @Option(names = "--cores", paramLabel = "N", description = "Cores that each command holds (default: 1).")
    private @Nullable String cores;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory that each command holds, as 4G.")
    private @Nullable String memory;

    @Option(names = "--attempts", paramLabel = "N", description = "Tries of each command in all (default: 1).")
    private @Nullable String attempts;

    @Option(names = "--shell", description = "COMMAND is one text for /bin/sh, in quotes.")
    private boolean shell;

    /** The first of its flags that was given; null when none was. */
    @Nullable
    String given() {
        String first = shell ? "--shell" : null;
        for (String override : overrides()) {
            String key =
                    override.substring(override.lastIndexOf('.', override.indexOf('=')) + 1, override.indexOf('='));
            first = first == null ? "--" + key : first;
        }
        return first;
    }

    /**
     * The job.
     *
     * @param words the program and its arguments; with --shell one text
     * @param further what else is said of the job, as {@code key=value}
     * @throws BadInput naming every fault with its flag or argument
     */
    JobSpec spec(List<String> words, JobDefaults defaults, List<String> further) {
        if (shell && words.size() != 1) {
            throw new BadInput("with --shell the command is one text: put it in quotes, as in"
                    + " puli submit --shell -- 'render | tee log'");
        }
        List<String> all = new ArrayList<>(overrides());
        all.addAll(further);
        try {
            return JobReader.read(document(words), Format.JSON, defaults, all);
        } catch (BadDocument e) {
            throw new BadInput(e.faults().stream()
                    .map(OneCommand::words)
                    .collect(Collectors.joining("\n  ", "this command cannot be submitted:\n  ", "")));
        }
    }

    private String document(List<String> words) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", TASK);
        task.put("command", shell ? words.getFirst() : words);
        task.put("shell", shell);
        return Json.write(Map.of("name", name(words.getFirst()), "tasks", List.of(task)));
    }

    /** After its program: the last part of the first word. */
    private static String name(String text) {
        String program = text.strip().split("\\s", 2)[0];
        String last = program.substring(program.lastIndexOf('/') + 1).replaceAll("\\P{Print}", "");
        return last.isEmpty() ? "command" : last.substring(0, Math.min(last.length(), LONGEST_NAME));
    }

    private List<String> overrides() {
        List<String> all = new ArrayList<>();
        add(all, IN_TASK + "frames", frames);
        add(all, IN_TASK + "chunk", chunk);
        add(all, "cores", cores);
        add(all, "memory", memory);
        add(all, "attempts", attempts);
        return all;
    }

    private static void add(List<String> all, String key, @Nullable String value) {
        if (value != null) {
            all.add(key + "=" + value);
        }
    }

    /** There is no document to look at, so what is wrong is named as it was typed. */
    private static String words(Problem.Fault fault) {
        String place = fault.pointer().replaceFirst("^/tasks/0/(?=frames|chunk)", "/");
        if (place.equals("/tasks/0/command")) {
            return "the command: "
                    + fault.message()
                            .replace(
                                    "the task has no 'frames'; add frames: 1-100",
                                    "there are no frames; add --frames 1-100");
        }
        if (place.startsWith("/tasks/0/command/")) {
            String number = place.substring(place.lastIndexOf('/') + 1);
            place = number.equals("0") ? "the program" : "argument " + number;
        } else if (place.matches("/(name|pool|priority|frames|chunk|cores|memory|attempts)")) {
            place = "--" + place.substring(1);
        }
        return place.isEmpty() ? fault.message() : place + ": " + fault.message();
    }
}
