package org.puli.worker.logs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;

/**
 * Where the logs of ended attempts go: an absolute path with places such as {@code {command}} in it. The folder before
 * the first of these has to be there already; while it is not, the share counts as away.
 *
 * @param text as it stands in the settings
 * @param root the folder that has to be there
 * @param worker what stands for {@code {worker}}
 */
public record SharedPattern(String text, Path root, String worker) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}/]*)}");
    private static final Set<String> NAMES =
            Set.of("job", "jobName", "task", "taskName", "command", "attempt", "worker", "owner");
    private static final int LONGEST_NAME = 80;

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it cannot be used, with words that follow its name
     */
    public static SharedPattern parse(String text, String worker) {
        Set<String> used = new TreeSet<>();
        PLACE.matcher(text).results().forEach(match -> used.add(match.group(1)));
        for (String name : used) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "has {" + name + "}; there are: {" + String.join("}, {", new TreeSet<>(NAMES)) + "}");
            }
        }
        if (!used.contains("command") || !used.contains("attempt")) {
            throw new IllegalArgumentException("needs {command} and {attempt}, or logs would take each other's place");
        }
        if (!text.startsWith("/")
                || text.endsWith("/")
                || Set.of(text.split("/", -1)).contains("..")) {
            throw new IllegalArgumentException(
                    "is no absolute path of a file, as /farm/logs/{job}/{command}.{attempt}.log");
        }
        try {
            Path root = Path.of(text.substring(0, text.lastIndexOf('/', text.indexOf('{')) + 1))
                    .normalize();
            if (root.getNameCount() == 0) {
                throw new IllegalArgumentException("needs a folder before its first place, as /farm/logs/{job}/…");
            }
            return new SharedPattern(text, root, worker);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path: " + e.getReason(), e);
        }
    }

    /** The file for an attempt's log, always below the root. */
    Path fill(RunDetails details, AttemptRef attempt) {
        Map<String, String> values = Map.of(
                "job", details.job().toString(),
                "jobName", plain(details.jobName()),
                "task", details.task().toString(),
                "taskName", plain(details.taskName()),
                "command", attempt.command().toString(),
                "attempt", Integer.toString(attempt.attempt()),
                "worker", plain(worker),
                "owner", plain(details.owner()));
        String filled = PLACE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "_")));
        return Path.of(filled).normalize();
    }

    /** A name becomes a part of a path that means nothing else anywhere. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+|^$", "_");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }
}
