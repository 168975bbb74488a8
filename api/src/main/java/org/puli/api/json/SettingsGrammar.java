package org.puli.api.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.Names;
import org.puli.api.config.Amounts;
import org.puli.api.spec.TaskSettings;

/** Reads the keys that jobs, groups and tasks have in common. */
final class SettingsGrammar {
    static final List<String> KEYS = Stream.of(
                    List.of("cores", "memory", "licenses", "attempts", "timeout", "workingDirectory", "environment"),
                    ResourcesGrammar.KEYS,
                    List.of("requirements", "preemptible", "limits", "pathMapping", "skipDoneFrames", "arguments"),
                    FailureGrammar.KEYS)
            .flatMap(List::stream)
            .toList();

    private static final int MOST_CORES = 1_024;
    private static final int MOST_SEATS = 1_000_000;
    private static final int MOST_ATTEMPTS = 1_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private SettingsGrammar() {}

    static TaskSettings read(Map<String, Cursor> entries) {
        return TaskSettings.NONE
                .withCores(cores(entries.get("cores")))
                .withMemoryBytes(memory(entries.get("memory")))
                .withLicenses(licenses(entries.get("licenses")))
                .withAttempts(
                        entries.containsKey("attempts")
                                ? Integer.valueOf(entries.get("attempts").whole(1, MOST_ATTEMPTS))
                                : null)
                .withTimeout(timeout(entries.get("timeout")))
                .withWorkingDirectory(directory(entries.get("workingDirectory")))
                .withEnvironment(environment(entries.get("environment")))
                .withResources(ResourcesGrammar.read(entries))
                .withRequirements(RequirementsGrammar.read(entries.get("requirements")))
                .withFailurePolicy(FailureGrammar.read(entries))
                .withPreemptible(flag(entries.get("preemptible")))
                .withLimits(LimitsGrammar.read(entries.get("limits")))
                .withPathMapping(flag(entries.get("pathMapping")))
                .withSkipDoneFrames(flag(entries.get("skipDoneFrames")))
                .withArguments(ArgumentsGrammar.read(entries.get("arguments")));
    }

    private static @Nullable Boolean flag(@Nullable Cursor at) {
        return at == null ? null : Boolean.valueOf(at.flag());
    }

    static @Nullable Double cores(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        double cores = at.number(MOST_CORES);
        if (Math.round(cores * 1000) < 1) {
            at.fault("expected at least 0.001 cores, found " + at.node().described());
        }
        return Math.round(cores * 1000) / 1000.0;
    }

    static @Nullable Long memory(@Nullable Cursor at) {
        return at == null ? null : at.parsed("an amount of memory such as 512M or 4G", Amounts::bytes);
    }

    private static @Nullable Duration timeout(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Duration timeout = at.parsed("a duration such as 90s, 5m or 2h", Amounts::duration);
        boolean isOdd = timeout != null && (timeout.isZero() || timeout.compareTo(LONGEST) > 0);
        if (isOdd) {
            at.fault("a timeout is more than 0 and at most 365 days");
        }
        return timeout;
    }

    private static @Nullable String directory(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        String text = at.text("an absolute folder");
        if (!text.isEmpty() && !isAbsolute(text)) {
            at.fault("a working directory is absolute, such as /projects/shot; found "
                    + at.node().described());
        }
        if (text.length() > JobLimits.PATH) {
            at.fault("has " + text.length() + " characters; at most " + JobLimits.PATH + " are allowed");
        }
        return text;
    }

    /** Whether a path is absolute on workers of some system. */
    static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.matches("[A-Za-z]:[\\\\/].*") || path.startsWith("\\\\");
    }

    private static @Nullable Map<LicenseName, Integer> licenses(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Map<LicenseName, Integer> licenses = new TreeMap<>();
        String what = "a list of licenses such as [nuke], or a map such as {nuke: 2}";
        if (at.isMap()) {
            at.anyMap(what).forEach((name, seats) -> add(licenses, seats, name, seats.whole(1, MOST_SEATS)));
        } else {
            at.list(what, JobLimits.LICENSES)
                    .forEach(item -> add(licenses, item, item.text("the name of a license"), 1));
        }
        if (licenses.size() > JobLimits.LICENSES) {
            at.fault("has " + licenses.size() + " licenses; at most " + JobLimits.LICENSES + " are allowed");
        }
        return licenses;
    }

    private static void add(Map<LicenseName, Integer> licenses, Cursor at, String name, int seats) {
        String problem = Names.IDENTIFIER.problemWith(name);
        if (!problem.isEmpty()) {
            at.fault("the license name " + problem);
        }
        if (licenses.putIfAbsent(new LicenseName(name), seats) != null) {
            at.fault("license '" + name + "' is named twice; for two seats write {" + name + ": 2}");
        }
    }

    private static Map<String, String> environment(@Nullable Cursor at) {
        Map<String, String> environment = new TreeMap<>();
        if (at == null) {
            return environment;
        }
        at.anyMap("a map of variables such as {A: b}").forEach((name, value) -> {
            checkVariable(name, value);
            environment.put(name, value.text("the value of a variable"));
        });
        if (environment.size() > JobLimits.VARIABLES) {
            at.fault("has " + environment.size() + " variables; at most " + JobLimits.VARIABLES + " are allowed");
        }
        long size = environment.entrySet().stream()
                .mapToLong(entry ->
                        (long) entry.getKey().length() + entry.getValue().length() + 2)
                .sum();
        if (size > JobLimits.ENVIRONMENT) {
            at.fault("has " + size + " characters in all; at most " + JobLimits.ENVIRONMENT + " are allowed");
        }
        return environment;
    }

    private static void checkVariable(String name, Cursor at) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            at.fault("'" + name + "' is not the name of a variable (letters, digits and _)");
        }
        if (name.startsWith("PULI_") && !name.equals("PULI_PROGRAM")) {
            at.fault(
                    "variables that start with PULI_ are set by the worker, all but PULI_PROGRAM; choose another name");
        }
        if (at.node() instanceof DocumentNode.Scalar scalar
                && scalar.text().getBytes(StandardCharsets.UTF_8).length > JobLimits.ARGUMENT_BYTES) {
            at.fault("the value has more than " + JobLimits.ARGUMENT_BYTES + " bytes, which no system takes");
        }
    }
}
