package org.puli.api.sync;

import org.puli.api.CommandId;

/** One try of one command; the number, from 1, is the fencing token: only the newest attempt's result is accepted. */
public record AttemptRef(CommandId command, int attempt) implements Comparable<AttemptRef> {
    @Override
    public int compareTo(AttemptRef other) {
        int byCommand = command.compareTo(other.command);
        return byCommand != 0 ? byCommand : Integer.compare(attempt, other.attempt);
    }

    @Override
    public String toString() {
        return command + "." + attempt;
    }
}
