package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.ProtocolRange;

/**
 * The version of the worker protocol that is chosen while a link is made.
 *
 * @param version what is spoken on the link
 * @param name what the handshake answers; null when the worker offered no version by name
 */
record ProtocolChoice(int version, @Nullable String name) {
    private static final String HEADER = "Sec-WebSocket-Protocol";

    /**
     * The newest version that both speak.
     *
     * @throws Refusing when there is none
     */
    static ProtocolChoice of(Caller caller) {
        String names = caller.header(HEADER);
        if (names == null) {
            return new ProtocolChoice(ProtocolRange.SPOKEN.oldest(), null);
        }
        List<Integer> offered = ProtocolRange.offered(names);
        int chosen = ProtocolRange.SPOKEN
                .choose(offered)
                .orElseThrow(() -> new Refusing(Answer.problem(
                        400, "link-protocol", "Another protocol version", ProtocolRange.SPOKEN.refusal(offered))));
        return new ProtocolChoice(chosen, ProtocolRange.name(chosen));
    }

    /**
     * Answers a handshake that {@link LinkHandshake} did not let in.
     *
     * @throws Refusing always
     */
    static void refuse(Context context) {
        of(Caller.of(context));
        throw Refusing.busy("this is no handshake of a WebSocket of version 13 for " + LinkHandshake.PATH
                + ", or who leads has just changed; link up again");
    }
}
