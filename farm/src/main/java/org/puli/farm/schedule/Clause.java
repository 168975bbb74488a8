package org.puli.farm.schedule;

/**
 * Reasons are clauses of their own, such as "no worker takes it" or "it waits for license nuke", so that they may
 * follow a colon. Stateless.
 */
final class Clause {
    private static final String IT = "it ";

    private Clause() {}

    /** The same as the rest of a sentence about what waits. */
    static String rest(String clause) {
        return clause.startsWith(IT) ? clause.substring(IT.length()) : "waits: " + clause;
    }

    /** A clause about something, of what was the rest of a sentence about it. */
    static String of(String rest) {
        return IT + rest;
    }
}
