package org.puli.dispatcher.lead;

import org.jspecify.annotations.Nullable;

/** How far the farm has come, as far as this dispatcher knows from anywhere but the database. Safe on every thread. */
public interface Notes {
    /** The newest mark of the farm that was noted last; null before any. */
    @Nullable
    Mark find();

    /** Keeps a mark, if it is beyond the one that is kept or of another farm. */
    void keep(Mark mark);

    /** Whether somebody said that what is missing shall be missing. */
    boolean acceptsLoss();

    /** A term has begun: what somebody said of losses was for that. */
    void begun();
}
