package org.puli.api.tls;

import org.jspecify.annotations.Nullable;

/** A file of certificates or keys that cannot be used; the message names it, says what is wrong and what to do. */
public final class TlsProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A problem in words. */
    public TlsProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
