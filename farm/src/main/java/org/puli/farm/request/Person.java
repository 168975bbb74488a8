package org.puli.farm.request;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, for the audit.
 *
 * @param user the name that was given; for people to read, never for deciding what they may do
 * @param address the machine that the request came from; null when it is not known
 */
public record Person(String user, @Nullable String address) {
    /** Nobody in particular. */
    public static final Person UNKNOWN = new Person("anonymous", null);
}
