package org.puli.dispatcher.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LinkHello;
import org.puli.api.sync.ProtocolRange;
import org.puli.api.view.FarmSummary;

/** Says on a new link who this dispatcher is. Safe on every thread. */
final class Greeting {
    private static final int FIRST_WITH_HELLO = 2;

    private final Supplier<FarmSummary> summary;
    private volatile @Nullable LinkHello known;

    Greeting(Supplier<FarmSummary> summary) {
        this.summary = summary;
    }

    /** Greets in the versions that know of it. */
    void greet(int version, SocketMailbox mailbox) {
        if (version >= FIRST_WITH_HELLO) {
            LinkHello own = own();
            mailbox.greet(new LinkHello(version, own.farmId(), own.version()));
        }
    }

    /** Counting workers for each of ten thousand that come at once would be work for nothing. */
    private LinkHello own() {
        LinkHello own = known;
        if (own == null) {
            FarmSummary farm = summary.get();
            own = new LinkHello(ProtocolRange.SPOKEN.newest(), farm.farmId(), farm.version());
            known = own;
        }
        return own;
    }
}
