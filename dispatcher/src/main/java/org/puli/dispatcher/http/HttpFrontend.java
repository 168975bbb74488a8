package org.puli.dispatcher.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary;
import org.puli.dispatcher.lead.Lead;
import org.puli.dispatcher.live.LiveFeed;
import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.loop.Ring;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.AuditQueries;
import org.puli.dispatcher.stats.UsageQueries;

/** The server: all endpoints on one port. */
public final class HttpFrontend implements AutoCloseable {
    /** Ten thousand workers may come back at once; the usual backlog of 50 would make them wait minutes. */
    private static final int ACCEPT_QUEUE = 4_096;

    private final Javalin server;
    private final LinkSender sender;
    private final @Nullable ServerTls tls;
    private final HttpSettings settings;

    /** What the endpoints need from the rest of the dispatcher. */
    public record Parts(
            Ring ring,
            WorkerLinks links,
            Views views,
            LiveFeed feed,
            JobArchive archive,
            AttemptQueries attempts,
            AuditQueries audit,
            UsageQueries usage,
            Supplier<FarmSummary> summary,
            Supplier<@Nullable String> storeProblem,
            Runnable reload,
            LeadParts lead) {}

    /**
     * Whether this dispatcher leads, and where it is for others; asked on every thread.
     */
    public record LeadParts(Lead lead, Supplier<String> address) {}

    private HttpFrontend(Javalin server, LinkSender sender, @Nullable ServerTls tls, HttpSettings settings) {
        this.settings = settings;
        this.server = server;
        this.sender = sender;
        this.tls = tls;
    }

    /**
     * A server that does not listen yet.
     *
     * @throws org.puli.api.tls.TlsProblem when its certificate or key cannot be used
     */
    public static HttpFrontend of(HttpSettings settings, Tokens tokens, Parts parts) {
        TlsFiles files = settings.tls();
        ServerTls tls = files == null ? null : ServerTls.open(files);
        LinkSender sender = LinkSender.start();
        LeaderGate gate = new LeaderGate(parts.lead().lead());
        WorkerLinkEndpoint workers = new WorkerLinkEndpoint(
                new WorkerLinkEndpoint.Parts(parts.ring(), parts.links(), sender, new Greeting(parts.summary()), gate));
        Javalin server = Javalin.create(config -> {
            configure(config, settings, tokens, parts, workers);
            new LeaderEndpoints(parts.lead()).register(config.routes);
            config.jetty.addConnector((jetty, http) -> connector(jetty, http, settings, tls));
        });
        return new HttpFrontend(server, sender, tls, settings);
    }

    /**
     * Starts to listen.
     *
     * @throws PortTaken when the address cannot be used
     */
    public void listen() {
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new PortTaken(settings.bind(), settings.port(), e);
        }
    }

    private static void configure(
            JavalinConfig config, HttpSettings settings, Tokens tokens, Parts parts, WorkerLinkEndpoint workers) {
        config.startup.showJavalinBanner = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.threadPool = HttpThreads.server();
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Long.MAX_VALUE;
        config.jetty.modifyServletContextHandler(context -> context.setSessionHandler(new NoSessions()));
        Asking ring = new Asking(parts.ring(), parts.storeProblem(), settings.patience());
        History history = new History(ring, parts.archive());
        OwnerRule owners = new OwnerRule(settings.ownersKnown());
        new ErrorAnswers().register(config.routes);
        Access access = new Access(settings.bind(), tokens);
        access.register(config.routes);
        config.jetty.modifyServer(jetty -> workers.register(jetty, access));
        new LeaderGate(parts.lead().lead()).register(config.routes);
        new JobEndpoints(ring, history, parts.views(), owners).register(config.routes);
        new BlocklistEndpoints(ring).register(config.routes);
        new WorkEndpoints(ring).register(config.routes);
        EditEndpoints edits = new EditEndpoints(ring, owners);
        edits.register(config.routes);
        new ManyJobsEndpoints(ring, edits, history, parts.views()).register(config.routes);
        new AuditEndpoints(parts.audit()).register(config.routes);
        new UsageEndpoints(parts.usage()).register(config.routes);
        new WorkerEndpoints(ring, parts.views()).register(config.routes);
        new PoolEndpoints(ring, parts.views()).register(config.routes);
        new PathEndpoints(ring).register(config.routes);
        new WhyEndpoints(ring).register(config.routes);
        new FarmEndpoints(ring, parts.views(), parts.summary(), parts.reload()).register(config.routes);
        new AttemptEndpoints(history, parts.attempts()).register(config.routes);
        new LogEndpoints(history, parts.links(), parts.attempts()).register(config.routes);
        new LiveEndpoint(parts.views(), parts.feed()).register(config.routes);
        new ContractEndpoint().register(config.routes);
        workers.register(config.routes);
    }

    /** All that makes it quick is set on the connector, below TLS, and so holds with TLS as well as without. */
    private static ServerConnector connector(
            Server jetty, HttpConfiguration http, HttpSettings settings, @Nullable ServerTls tls) {
        http.setSendServerVersion(false);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = tls == null
                ? new LinkConnector(jetty, plain)
                : new LinkConnector(jetty, new SslConnectionFactory(tls.factory(), plain.getProtocol()), plain);
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idle().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    /** Whether an address to bind to is this machine's own, so that requests without a token may be trusted. */
    public static boolean isLoopback(String bind) {
        return Access.isLoopback(bind);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** This dispatcher leads no more: every worker link is closed, with the address of the one that does. */
    public void moved(String leader) {
        sender.moved(leader);
    }

    @Override
    public void close() {
        server.stop();
        sender.close();
        if (tls != null) {
            tls.close();
        }
    }
}
