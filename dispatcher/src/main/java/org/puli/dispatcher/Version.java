package org.puli.dispatcher;

/** The release. */
final class Version {
    static final String TEXT = "2.0.0-SNAPSHOT";

    private Version() {}
}
