package org.puli.dispatcher.http;

import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LinkHello;
import org.puli.api.sync.ProtocolRange;
import org.puli.api.view.FarmSummary;

/**
 * Chooses the version of the worker protocol while a link is made, and says on it who this dispatcher is. Safe on every
 * thread.
 */
final class ProtocolChoice {
    private static final String HEADER = "Sec-WebSocket-Protocol";
    private static final String CHOSEN = "link-protocol";
    private static final int FIRST_WITH_HELLO = 2;

    private final Supplier<FarmSummary> summary;
    private volatile @Nullable LinkHello known;

    ProtocolChoice(Supplier<FarmSummary> summary) {
        this.summary = summary;
    }

    /** Answers a handshake that offers versions with the newest that both speak; refuses one of others only. */
    static void choose(Context context) {
        String names = context.header(HEADER);
        if (names == null) {
            return;
        }
        List<Integer> offered = ProtocolRange.offered(names);
        int chosen = ProtocolRange.SPOKEN
                .choose(offered)
                .orElseThrow(() -> new Refusing(Answer.problem(
                        400, "link-protocol", "Another protocol version", ProtocolRange.SPOKEN.refusal(offered))));
        context.res().setHeader(HEADER, ProtocolRange.name(chosen));
        context.attribute(CHOSEN, chosen);
    }

    /** Says who speaks here, in the versions that know of it. */
    void greet(WsContext context, SocketMailbox mailbox) {
        Integer chosen = context.attribute(CHOSEN);
        int version = chosen == null ? ProtocolRange.SPOKEN.oldest() : chosen;
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
