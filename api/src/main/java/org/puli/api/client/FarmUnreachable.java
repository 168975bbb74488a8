package org.puli.api.client;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/** No dispatcher answered. */
public final class FarmUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names every server that was tried, in order, with what went wrong there. */
    public FarmUnreachable(Map<URI, String> tried, Throwable cause) {
        super(
                "no dispatcher answers at "
                        + tried.entrySet().stream()
                                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + "; start one with 'puli dispatcher run', or name the right one with --server or PULI_SERVER",
                cause);
    }
}
