package org.puli.cli.job;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.BadInput;
import picocli.CommandLine.Option;

/** The key that makes a repeated submit harmless. */
final class KeyOption {
    private static final String KEY = "[!-~]([ -~]{0,98}[!-~])?";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Submission key: repeating a submit with the same key makes no second job.")
    private @Nullable String key;

    /** The key that was given, else another one. */
    String or(Supplier<String> other) {
        if (key == null) {
            return other.get();
        }
        if (!key.matches(KEY)) {
            throw new BadInput("--key has 1 to 100 printable ASCII characters without blanks at its ends");
        }
        return key;
    }
}
