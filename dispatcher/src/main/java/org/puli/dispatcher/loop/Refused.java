package org.puli.dispatcher.loop;

import org.puli.farm.request.Refusal;

/** A request was answered with no; it changed nothing. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    /** Keeps the reason. */
    public Refused(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    /** The reason. */
    public Refusal refusal() {
        return refusal;
    }
}
