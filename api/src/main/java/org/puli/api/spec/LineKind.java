package org.puli.api.spec;

import java.util.Set;

/** What a line of a program's output may tell. */
public enum LineKind {
    /** How far the whole run is. */
    PROGRESS("progress"),
    /** How far the present frame is. */
    FRAME_PROGRESS("frameProgress"),
    /** How long in seconds, or in hours, minutes and seconds, what it works on is; {@code time} counts up to that. */
    LENGTH("length"),
    /** A frame is begun: the group {@code frame}, or the next one. */
    FRAME_BEGUN("frameBegun"),
    /** A frame is finished: the group {@code frame}, or the one that was begun last, or the next one. */
    FRAME_DONE("frameDone"),
    /** What it is at: the group {@code text}, or the whole line. */
    MESSAGE("message"),
    /** A warning. */
    WARNING("warning"),
    /** An error; the last one is told when the attempt fails, it does not make it fail. */
    ERROR("error"),
    /** An error after which the attempt has failed, whatever the program returns. */
    FAIL("fail"),
    /** It got no license; when the attempt fails, it is deferred. */
    LICENSE("license");

    private final String word;

    LineKind(String word) {
        this.word = word;
    }

    /** Its key in a file of patterns. */
    public String word() {
        return word;
    }

    /** Whether it tells a part of something: a percentage, so many of so many, or a time of the length. */
    public boolean isMeasure() {
        return this == PROGRESS || this == FRAME_PROGRESS;
    }

    /** The named groups that mean something in a pattern of this kind. */
    public Set<String> groups() {
        return switch (this) {
            case PROGRESS, FRAME_PROGRESS -> Set.of("percent", "done", "of", "time");
            case LENGTH -> Set.of("time");
            case FRAME_BEGUN, FRAME_DONE -> Set.of("frame");
            case MESSAGE, WARNING, ERROR, FAIL -> Set.of("text");
            case LICENSE -> Set.of();
        };
    }
}
