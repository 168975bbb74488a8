package org.puli.cli.shared;

import org.puli.api.view.CommandView;

/** Tries for people. Stateless. */
public final class Tries {
    private Tries() {}

    /** Which try of how many; a person's retry goes beyond that number, then only which. */
    public static String text(CommandView command, String of) {
        return command.attempt() > command.attempts()
                ? Integer.toString(command.attempt())
                : command.attempt() + of + command.attempts();
    }
}
