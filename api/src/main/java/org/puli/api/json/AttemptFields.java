package org.puli.api.json;

import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;

/** The fields of an {@link AttemptRef}. */
final class AttemptFields implements Fields.Into<AttemptRef> {
    private @Nullable CommandId command;
    private int attempt;

    @Override
    public boolean take(String name, Fields value) {
        switch (name) {
            case "command" -> command = value.command();
            case "attempt" -> attempt = value.small();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public AttemptRef made() {
        return new AttemptRef(Fields.asTold(command), attempt);
    }
}
