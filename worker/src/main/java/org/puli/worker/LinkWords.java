package org.puli.worker;

import org.jspecify.annotations.Nullable;
import org.puli.api.local.LocalLink;
import org.puli.worker.link.Linked;

/** A link as it is told at this machine. Stateless. */
final class LinkWords {
    private LinkWords() {}

    static LocalLink of(@Nullable Linked linked, @Nullable String problem) {
        return linked == null
                ? new LocalLink(null, null, null, null, problem)
                : new LocalLink(linked.server().toString(), linked.since(), linked.protocol(), linked.version(), null);
    }
}
