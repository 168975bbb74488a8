package org.puli.dispatcher.lead;

/** The database lacks something that was acknowledged: nobody may lead on it who was not told that this is accepted. */
public final class LossFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is missing and what can be done. */
    public LossFound(String message) {
        super(message);
    }
}
