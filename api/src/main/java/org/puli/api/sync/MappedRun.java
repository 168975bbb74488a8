package org.puli.api.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathMap;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.Platform;

/**
 * An attempt as it is started on a platform: with the paths of its arguments, its variables and its working directory
 * as they are found there.
 *
 * @param details how to run it, with those paths
 * @param values every value that was looked at, changed or not; the line of a shell is not among them
 */
public record MappedRun(RunDetails details, List<PathChange> values) {
    /** Copies the list. */
    public MappedRun {
        values = List.copyOf(values);
    }

    /** The attempt on a platform; as it is where there are no rules or the platform is none of those known. */
    public static MappedRun of(RunDetails details, @Nullable Platform here) {
        List<PathRule> rules = details.paths();
        if (rules == null || rules.isEmpty() || here == null) {
            return new MappedRun(details, List.of());
        }
        PathMap map = new PathMap(here, rules);
        List<PathChange> values = new ArrayList<>();
        CommandLine line = line(details.commandLine(), map, values);
        Map<String, String> environment = new TreeMap<>();
        details.environment()
                .forEach((name, value) -> environment.put(name, mapped(map, "variable " + name, value, values)));
        String folder = details.workingDirectory();
        String mappedFolder = folder == null ? null : mapped(map, "working directory", folder, values);
        return new MappedRun(details.with(line, environment, mappedFolder), values);
    }

    private static CommandLine line(CommandLine line, PathMap map, List<PathChange> values) {
        if (line.shell()) {
            // Where a path ends in a shell's line, and how it is quoted there, only the shell knows.
            return line;
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : line.arguments()) {
            arguments.add(mapped(map, "argument " + arguments.size(), argument, values));
        }
        return new CommandLine(arguments, false);
    }

    private static String mapped(PathMap map, String place, String value, List<PathChange> values) {
        PathChange change = map.change(place, value);
        values.add(change);
        return change.after();
    }

    /** What was changed. */
    public List<PathChange> changes() {
        return values.stream().filter(PathChange::differs).toList();
    }
}
