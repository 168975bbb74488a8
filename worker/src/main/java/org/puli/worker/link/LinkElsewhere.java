package org.puli.worker.link;

import java.io.IOException;

/** The dispatcher that was asked stands by for another one. */
final class LinkElsewhere extends IOException {
    private static final long serialVersionUID = 1;

    private final String leader;

    LinkElsewhere(String message, String leader, Throwable cause) {
        super(message, cause);
        this.leader = leader;
    }

    /** Where the leader is, as it was said. */
    String leader() {
        return leader;
    }
}
