package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.FarmSummary;
import org.puli.dispatcher.loop.Ring;
import org.puli.dispatcher.loop.WorkerLinks;

/**
 * The worker protocol over WebSocket: reports in, messages out. Whatever is not a sound report is refused here and
 * never reaches the ring.
 */
final class WorkerLinkEndpoint {
    /** The longest frame that is taken, in bytes. */
    static final int LONGEST_MESSAGE = 16 << 20;

    /** A link on which nothing moves for so long is closed; workers report or ping far more often. */
    static final Duration IDLE = Duration.ofMinutes(2);

    private static final String LINK = "link";

    private final Ring ring;
    private final WorkerLinks links;
    private final LinkSender sender;
    private final ProtocolChoice choice;
    private final LeaderGate gate;

    /** What is known of one connection. */
    private static final class Link {
        private final SocketMailbox mailbox;
        private @Nullable WorkerName worker;
        private @Nullable WorkerReport last;
        private long number;
        private boolean isRefused;

        Link(SocketMailbox mailbox) {
            this.mailbox = mailbox;
        }
    }

    WorkerLinkEndpoint(
            Ring ring, WorkerLinks links, LinkSender sender, Supplier<FarmSummary> summary, LeaderGate gate) {
        this.gate = gate;
        this.choice = new ProtocolChoice(summary);
        this.ring = ring;
        this.links = links;
        this.sender = sender;
    }

    void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade("/api/v1/workers/link", ProtocolChoice::choose);
        routes.ws("/api/v1/workers/link", this::configure);
    }

    private void configure(WsConfig socket) {
        socket.onConnect(context -> {
            context.session.setIdleTimeout(IDLE);
            SocketMailbox mailbox = new SocketMailbox(context.session, sender);
            sender.opened(mailbox);
            context.attribute(LINK, new Link(mailbox));
            String leader = gate.findOther();
            if (leader == null) {
                choice.greet(context, mailbox);
            } else {
                // It led when the handshake was let in, and its links were closed before this one was there.
                mailbox.moved(leader);
            }
        });
        socket.onMessage(this::receive);
        socket.onBinaryMessage(context -> refuse(link(context), "a worker link carries text frames only"));
        socket.onClose(this::close);
        socket.onError(context -> {});
    }

    private static Link link(WsContext context) {
        Link link = context.attribute(LINK);
        if (link == null) {
            throw new IllegalStateException("a message came before its connection");
        }
        return link;
    }

    /** After a refusal the link only waits to be closed; what still comes is not read. */
    private static void refuse(Link link, String reason) {
        link.isRefused = true;
        link.mailbox.refuse(reason);
    }

    private void receive(WsMessageContext context) {
        Link link = link(context);
        if (link.isRefused) {
            return;
        }
        try {
            WorkerReport report = ReportReader.read(context.message());
            enter(link, report);
            if (link.last != null && report.repeats(link.last)) {
                ring.repeat(report, link.number);
            } else {
                ring.report(report, link.number);
            }
            link.last = report;
        } catch (IllegalArgumentException e) {
            refuse(link, String.valueOf(e.getMessage()));
        }
    }

    private void enter(Link link, WorkerReport report) {
        if (link.worker == null) {
            if (report.facts() == null) {
                throw new IllegalArgumentException("the first report on a link has to tell the worker's facts");
            }
            link.worker = report.worker();
            link.number = links.open(report.worker(), link.mailbox);
        } else if (!link.worker.equals(report.worker())) {
            throw new IllegalArgumentException(
                    "this link belongs to worker " + link.worker + ", not to " + report.worker());
        }
    }

    private void close(WsContext context) {
        Link link = link(context);
        sender.closed(link.mailbox);
        if (link.worker != null) {
            links.close(link.worker, link.number);
        }
    }
}
