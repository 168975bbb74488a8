package org.puli.dispatcher.lead;

/** Leadership cannot be handed over just now. */
public final class NoHandOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the reason and what to do. */
    public NoHandOver(String message) {
        super(message);
    }
}
