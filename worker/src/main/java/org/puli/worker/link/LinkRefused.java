package org.puli.worker.link;

import java.io.IOException;

/** What answers there says no, or is not to be trusted: trying again at once would change nothing. */
final class LinkRefused extends IOException {
    private static final long serialVersionUID = 1;

    LinkRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
