package org.puli.dispatcher.http;

import java.util.function.IntFunction;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;

/**
 * Lets workers link up before the way of all other requests begins: ten thousand may come at once. Whoever is not let
 * in here goes on to that way, which says why. Safe on every thread.
 */
final class LinkHandshake extends Handler.Wrapper {
    /** Where workers link up. */
    static final String PATH = "/api/v1/workers/link";

    private final WebSocketMappings sockets;
    private final Access access;
    private final LeaderGate gate;
    private final IntFunction<FrameHandler> links;

    /**
     * A handshake for links.
     *
     * @param links makes the reader of a new link that speaks this version of the protocol
     */
    LinkHandshake(Server server, Access access, LeaderGate gate, IntFunction<FrameHandler> links) {
        this.sockets = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        this.access = access;
        this.gate = gate;
        this.links = links;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (PATH.equals(Request.getPathInContext(request))) {
            Negotiator negotiator = findNegotiator(Caller.of(request));
            if (negotiator != null && sockets.upgrade(negotiator, request, response, callback, null)) {
                return true;
            }
        }
        return super.handle(request, response, callback);
    }

    private @Nullable Negotiator findNegotiator(Caller caller) {
        if (gate.findOther() != null) {
            return null;
        }
        try {
            access.admit(caller);
            return new Negotiator(ProtocolChoice.of(caller));
        } catch (Refusing refused) {
            return null;
        }
    }

    /** What is agreed upon in one handshake. */
    private final class Negotiator extends WebSocketNegotiator.AbstractNegotiator {
        private final ProtocolChoice choice;

        Negotiator(ProtocolChoice choice) {
            this.choice = choice;
            setIdleTimeout(WorkerLinkEndpoint.IDLE);
        }

        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            if (choice.name() != null) {
                response.setAcceptedSubProtocol(choice.name());
            }
            return links.apply(choice.version());
        }
    }
}
