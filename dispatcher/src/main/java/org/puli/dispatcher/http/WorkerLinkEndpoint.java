package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.puli.dispatcher.loop.Ring;
import org.puli.dispatcher.loop.WorkerLinks;

/** The worker protocol over WebSocket. */
final class WorkerLinkEndpoint {
    /** The longest message that is taken, in bytes. */
    static final int LONGEST_MESSAGE = 16 << 20;

    /** A link on which nothing moves for so long is closed; workers report or ping far more often. */
    static final Duration IDLE = Duration.ofMinutes(2);

    private final Parts parts;

    /** What links need. */
    record Parts(Ring ring, WorkerLinks links, LinkSender sender, Greeting greeting, LeaderGate gate) {}

    WorkerLinkEndpoint(Parts parts) {
        this.parts = parts;
    }

    /** Lets workers in before a server does anything else with a request. */
    void register(Server server, Access access) {
        server.setHandler(new LinkHandshake(server, access, parts.gate(), version -> new WorkerLink(parts, version)));
    }

    /** Tells the others why they are not. */
    void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(LinkHandshake.PATH, ProtocolChoice::refuse);
        routes.ws("/api/v1/workers/link", socket -> {});
    }
}
