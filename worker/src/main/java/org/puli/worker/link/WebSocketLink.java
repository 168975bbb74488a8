package org.puli.worker.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.LeaderHint;
import org.puli.api.sync.LinkHello;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.WorkerReport;
import org.puli.api.tls.ClientTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to one of the dispatchers: tries them in turn, waits longer after each failure, asks a silent one
 * whether it is there, and gives up a connection on which nothing was heard for long. Runs on a thread of its own.
 */
public final class WebSocketLink implements DispatcherLink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLink.class);

    /** So often within the time after which one is pinged it is looked whether that time is over. */
    private static final int LOOKS = 4;

    private static final String LEFT = "this worker does not want it";

    private final LinkSettings settings;
    private final LinkListener listener;
    private final LinkTimes times;
    private final ServerTurns turns;
    private final FarmGuard guard;
    private final HttpClient client;
    private final Thread thread;
    private volatile @Nullable LinkSocket open;
    private volatile @Nullable Linked linked;
    private volatile @Nullable String refusal;
    private volatile @Nullable LinkHello hello;
    private volatile boolean hasHeard;
    private volatile boolean isClosed;
    private final Map<URI, String> problems = new ConcurrentHashMap<>();

    /** A link that starts to connect at once; {@code random} spreads the retries of many workers. */
    public WebSocketLink(LinkSettings settings, LinkListener listener, RandomGenerator random) {
        this(settings, listener, random, LinkTimes.USUAL);
    }

    /** The same with times of one's own. */
    WebSocketLink(LinkSettings settings, LinkListener listener, RandomGenerator random, LinkTimes times) {
        this.settings = settings;
        this.listener = listener;
        this.times = times;
        this.turns = new ServerTurns(settings.servers(), times, random);
        this.guard = new FarmGuard(settings.servers().size() > 1, listener::findFarm);
        this.client = client(settings);
        this.thread = LinkThreads.start("link", this::keepConnected);
    }

    private static HttpClient client(LinkSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(LinkThreads.virtual("link-client"))
                .sslContext(ClientTls.context(settings.authorities()))
                .version(HttpClient.Version.HTTP_1_1);
        URI proxy = settings.proxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        }
        return builder.build();
    }

    @Override
    public boolean send(WorkerReport report) {
        LinkSocket link = open;
        if (link == null) {
            return false;
        }
        link.send(report);
        return true;
    }

    /** The present connection; null without one. */
    public @Nullable Linked findLinked() {
        Linked present = linked;
        LinkHello said = hello;
        return present == null || said == null ? present : present.of(said.version());
    }

    /** Why there is no connection, of each address the newest reason; null when there is one, or no failure yet. */
    public @Nullable String findProblem() {
        String all = settings.servers().stream()
                .filter(problems::containsKey)
                .map(server -> server + ": " + problems.get(server))
                .collect(Collectors.joining("; "));
        return linked != null || all.isEmpty() ? null : all;
    }

    /** The dispatcher of the present connection; null without one. */
    public @Nullable URI findServer() {
        Linked present = linked;
        return present == null ? null : present.server();
    }

    /** The client, for log requests on the same settings. */
    HttpClient client() {
        return client;
    }

    private void keepConnected() {
        try {
            while (!isClosed) {
                ServerTurns.Turn turn = turns.next(nowMillis());
                TimeUnit.MILLISECONDS.sleep(turn.pauseMillis());
                serve(turn.server());
            }
        } catch (InterruptedException e) {
            LOG.debug("The link ends");
        }
    }

    private static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    /** One connection from its beginning to its end. */
    private void serve(URI server) throws InterruptedException {
        try {
            refusal = null;
            hello = null;
            hasHeard = false;
            LinkSocket link =
                    LinkSocket.open(client, server, token(), times.connect(), message -> receive(server, message));
            use(server, link);
            String reason = await(link);
            LOG.warn("The connection to {} ended: {}", server, reason);
            ended(server, reason);
            follow(server, link.findLeader());
        } catch (LinkElsewhere e) {
            turns.failed();
            notLinked(server, e, "trying the others");
            follow(server, e.leader());
        } catch (LinkRefused e) {
            turns.refused(server, nowMillis());
            notLinked(server, e, "tried again every " + times.refused().toSeconds() + " s or somewhat more");
        } catch (IOException e) {
            turns.failed();
            notLinked(server, e, "trying again until it answers");
        } finally {
            open = null;
            linked = null;
        }
    }

    private void follow(URI server, @Nullable String said) {
        URI leader = LeaderHint.find(said, server, settings.servers());
        if (leader != null && !leader.equals(server)) {
            turns.leads(leader);
        }
    }

    private void use(URI server, LinkSocket link) {
        Linked present = new Linked(server, System.currentTimeMillis(), link.protocol(), null);
        LOG.info("Linked to the dispatcher {} in version {} of the protocol", server, present.protocol());
        linked = present;
        open = link;
        problems.remove(server);
        if (refusal == null) {
            listener.opened();
        } else {
            link.abort(LEFT);
        }
    }

    private void ended(URI server, String reason) {
        String words = refusal;
        problems.put(server, words == null ? "the connection ended: " + reason : words);
        if (words != null) {
            turns.refused(server, nowMillis());
        } else if (hasHeard) {
            turns.served(server);
        } else {
            turns.failed();
        }
    }

    /** Waits for the end of a connection; says why it came. */
    private String await(LinkSocket link) throws InterruptedException {
        long look = Math.max(1, times.ping().toMillis() / LOOKS);
        long pingedAt = System.nanoTime();
        while (true) {
            try {
                return link.closed().get(look, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long quiet = link.quietNanos();
                if (quiet > times.silence().toNanos()) {
                    link.abort("nothing was heard for " + times.silence().toMillis() + " ms");
                } else if (Math.min(quiet, System.nanoTime() - pingedAt)
                        > times.ping().toNanos()) {
                    pingedAt = System.nanoTime();
                    link.ping();
                }
            } catch (ExecutionException e) {
                return String.valueOf(e.getCause());
            }
        }
    }

    /** A dispatcher that is away for hours is worth one line, not thousands. */
    private void notLinked(URI server, IOException failure, String then) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(problems.put(server, reason))) {
            LOG.warn("No connection to the dispatcher {}: {} ({})", server, reason, then);
        }
    }

    private void receive(URI server, LinkMessage message) {
        String objection = message.refusal() == null ? guard.objection(message, server) : null;
        if (objection != null) {
            refuse(objection);
            LinkSocket link = open;
            if (link != null) {
                link.abort(LEFT);
            }
            return;
        }
        hasHeard = true;
        if (message.hello() != null) {
            hello = message.hello();
        }
        if (message.refusal() != null) {
            refuse("it refused this worker: " + message.refusal());
        }
        if (message.orders() != null) {
            listener.orders(message.orders());
        }
        message.logsWanted().forEach(listener::logWanted);
    }

    private void refuse(String reason) {
        refusal = reason;
        LOG.error("The dispatcher is left alone for a while: {}", reason);
    }

    /** Read anew each time, so that a changed token needs no restart; it never stands in a log. */
    @Nullable
    String token() throws IOException {
        Path file = settings.tokenFile();
        return file == null ? null : token(file);
    }

    private static String token(Path file) throws IOException {
        String token;
        try {
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("the file of the worker token cannot be read: " + e, e);
        }
        if (token.isEmpty()) {
            throw new IOException("the file of the worker token is empty: " + file);
        }
        return token;
    }

    @Override
    public void close() {
        isClosed = true;
        LinkSocket link = open;
        if (link != null) {
            link.abort("this worker ends");
        }
        thread.interrupt();
    }
}
