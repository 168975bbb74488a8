package org.puli.api.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named arguments of a task, put into its command lines before a worker sees these. A value is put in once and not
 * looked at again. Into the line of a shell it is never put, for it would be run: there stands a variable in its place,
 * which the shell expands by itself. Immutable.
 *
 * @param values what {@code {name}} becomes, by name
 */
public record NamedArguments(Map<String, String> values) {
    /** What the names of the variables begin with by which the line of a shell gets its values. */
    public static final String PREFIX = "PULI_ARG_";

    // The braces of a shell's ${name} are its own.
    private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([A-Za-z_][A-Za-z0-9_]{0,63})}");

    /** The line with the values in it; the same line when it names none. */
    public CommandLine fill(CommandLine line) {
        if (!isNamedIn(line)) {
            return line;
        }
        boolean shell = line.shell();
        List<String> filled =
                line.arguments().stream().map(text -> fill(text, shell)).toList();
        return new CommandLine(filled, shell);
    }

    /** Whether a line names any of them. */
    public boolean isNamedIn(CommandLine line) {
        return !values.isEmpty() && line.arguments().stream().anyMatch(this::isNamedIn);
    }

    private boolean isNamedIn(String text) {
        return text.indexOf('{') >= 0
                && PLACE.matcher(text).results().anyMatch(match -> values.containsKey(match.group(1)));
    }

    private String fill(String text, boolean shell) {
        return text.indexOf('{') < 0
                ? text
                : PLACE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match, shell)));
    }

    private String value(MatchResult match, boolean shell) {
        String name = match.group(1);
        String value = values.get(name);
        if (value == null) {
            return match.group();
        }
        return shell ? "${" + PREFIX + name + "}" : value;
    }

    /** How many characters longer a text becomes, without making it. */
    public long growth(String text) {
        return PLACE.matcher(text)
                .results()
                .mapToLong(match -> {
                    String value = values.get(match.group(1));
                    return value == null
                            ? 0
                            : (long) value.length() - match.group().length();
                })
                .sum();
    }

    /** The environment with a variable for each value, as the line of a shell needs it. */
    public Map<String, String> inside(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        values.forEach((name, value) -> all.put(PREFIX + name, value));
        return all;
    }
}
