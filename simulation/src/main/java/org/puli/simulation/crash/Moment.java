package org.puli.simulation.crash;

/** What a kill may be aimed at. */
enum Moment {
    /** A client has sent a submit. */
    SUBMIT("a submit"),
    /** A client has sent a pause, cancel, retry or license. */
    EDIT("an edit"),
    /** A client has seen a command as done that was not before. */
    END("an end"),
    /** A dispatcher has just begun to listen again. */
    RETURN("the last return"),
    /** No matter when. */
    ANY("nothing special");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
