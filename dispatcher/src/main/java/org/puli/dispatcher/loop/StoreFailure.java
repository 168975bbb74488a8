package org.puli.dispatcher.loop;

/** The store could not do what it was asked; trying again later is right. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure with its cause. */
    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure that has no exception behind it. */
    public StoreFailure(String message) {
        super(message);
    }
}
