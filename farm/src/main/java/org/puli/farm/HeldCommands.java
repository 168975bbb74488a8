package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;

/**
 * Commands that workers hold, by number: those that reports are about are found here without a look through all jobs.
 * Owned by the loop.
 */
final class HeldCommands {
    private final Map<CommandId, Command> held = new HashMap<>();
    private final TreeMap<CommandId, Command> stopping = new TreeMap<>();

    /** A command; null when no worker holds it. */
    @Nullable
    Command find(CommandId command) {
        return held.get(command);
    }

    /** Those that are being stopped for a share, in the order of their numbers. */
    Collection<Command> stopping() {
        return Collections.unmodifiableCollection(stopping.values());
    }

    void taken(Command command) {
        held.put(command.id(), command);
        note(command);
    }

    void released(Command command) {
        held.remove(command.id());
        note(command);
    }

    /** Looks whether a command is being stopped for a share now. */
    void note(Command command) {
        if (command.stoppedFor() == null) {
            stopping.remove(command.id());
        } else {
            stopping.put(command.id(), command);
        }
    }
}
