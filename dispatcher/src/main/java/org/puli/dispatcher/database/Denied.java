package org.puli.dispatcher.database;

/** Something is not done as things are, and nothing was touched; the message says what to do. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    Denied(String message) {
        super(message);
    }
}
