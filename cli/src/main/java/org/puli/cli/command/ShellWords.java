package org.puli.cli.command;

import java.util.List;
import java.util.stream.Collectors;

/** Writes arguments so that a person can paste them into a shell. Stateless. */
final class ShellWords {
    private ShellWords() {}

    static String join(List<String> arguments) {
        return arguments.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
