package org.puli.simulation.fault;

/** A mistake that is planted at the edge of the production code, to see whether the simulation finds it. */
public enum Plant {
    /** Nothing is planted. */
    NONE,
    /** The store says that a batch is safe some time before it is. */
    REPLY_BEFORE_COMMIT,
    /** The end of an old attempt is passed off as that of the present one. */
    ACCEPT_STALE_ATTEMPT,
    /** A worker's outbox keeps nothing over a restart. */
    FORGET_OUTBOX,
    /** An order reaches a second worker too. */
    DOUBLE_ASSIGN,
    /** A seat stays held though its attempt is over. */
    LEAK_LICENSE,
    /** Now and then a ring of a bell is not heard. */
    LOST_WAKEUP;

    /** Its name on the command line. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
