package org.puli.cli.shared;

import org.jspecify.annotations.Nullable;

/** Takes what picocli has filled in. Stateless. */
public final class Given {
    private Given() {}

    /** A parameter without which picocli would not have called the verb. */
    public static <T> T value(@Nullable T parameter) {
        if (parameter == null) {
            throw new IllegalStateException("a required parameter is missing");
        }
        return parameter;
    }
}
