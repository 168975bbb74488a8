package org.puli.api.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Placeholders;

/** Reads the named arguments of a job, group or task. */
final class ArgumentsGrammar {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private ArgumentsGrammar() {}

    static Map<String, String> read(@Nullable Cursor at) {
        Map<String, String> arguments = new TreeMap<>();
        if (at == null) {
            return arguments;
        }
        at.anyMap("a map of arguments such as {scene: /show/a.blend}").forEach((name, value) -> {
            checkName(name, value);
            arguments.put(name, text(name, value));
        });
        if (arguments.size() > JobLimits.NAMED_ARGUMENTS) {
            at.fault("has " + arguments.size() + " arguments; at most " + JobLimits.NAMED_ARGUMENTS + " are allowed");
        }
        long size = arguments.entrySet().stream()
                .mapToLong(entry ->
                        (long) entry.getKey().length() + entry.getValue().length())
                .sum();
        if (size > JobLimits.NAMED_CHARACTERS) {
            at.fault("has " + size + " characters in all; at most " + JobLimits.NAMED_CHARACTERS + " are allowed");
        }
        return arguments;
    }

    private static void checkName(String name, Cursor at) {
        if (!NAME.matcher(name).matches()) {
            at.fault("'" + DocumentNode.shortened(name)
                    + "' is not the name of an argument (letters, digits and _, at most 64, not a digit first)");
        } else if (Placeholders.isTaken(name)) {
            at.fault("{" + name + "} says a frame already; choose another name than '" + name + "'");
        } else if (name.startsWith("PULI_")) {
            at.fault("names that start with PULI_ are the worker's; choose another one than '" + name + "'");
        }
    }

    private static String text(String name, Cursor at) {
        String text = at.text("the value of an argument: text, a number, true or false");
        boolean isLong = text.length() > JobLimits.ARGUMENT_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > JobLimits.ARGUMENT_BYTES;
        if (isLong) {
            at.fault("the value of '" + name + "' has more than " + JobLimits.ARGUMENT_BYTES
                    + " bytes, which no system takes");
        }
        return text;
    }
}
