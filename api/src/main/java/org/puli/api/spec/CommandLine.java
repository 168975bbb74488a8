package org.puli.api.spec;

import java.util.List;

/**
 * What to run: a program and its arguments, or, with {@code shell}, one line for {@code /bin/sh -c}. Placeholders are
 * still in it, see {@link Placeholders}.
 */
public record CommandLine(List<String> arguments, boolean shell) {
    /** Copies the list. */
    public CommandLine {
        arguments = List.copyOf(arguments);
    }
}
