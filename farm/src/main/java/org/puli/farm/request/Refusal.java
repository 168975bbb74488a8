package org.puli.farm.request;

/**
 * Why a request was not carried out; it changed nothing.
 *
 * @param type a short stable word, such as {@code unknown-pool}
 * @param detail what was wrong, where, and what to do
 */
public record Refusal(Kind kind, String type, String detail) {
    /** What kind of no it is. */
    public enum Kind {
        /** The thing that was named is not there. */
        UNKNOWN,
        /** It is there, but in no state for this. */
        CONFLICT,
        /** What was asked can be read but names what is not there. */
        UNPROCESSABLE
    }
}
