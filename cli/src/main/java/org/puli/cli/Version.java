package org.puli.cli;

/** Which Puli this is. */
final class Version {
    static final String TEXT = "Puli 2.0.0-SNAPSHOT";

    private Version() {}
}
