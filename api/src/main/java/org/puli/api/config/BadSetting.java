package org.puli.api.config;

import org.jspecify.annotations.Nullable;

/** A setting that cannot be used; the message says which, where it came from and what was expected. */
public final class BadSetting extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A message and its cause. */
    public BadSetting(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
