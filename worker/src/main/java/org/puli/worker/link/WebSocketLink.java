package org.puli.worker.link;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.WorkerReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to one of the dispatchers: tries them in turn, waits longer after each failure, and gives up a
 * connection on which nothing was heard for long. Runs on a thread of its own.
 */
public final class WebSocketLink implements DispatcherLink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLink.class);
    private static final long FIRST_PAUSE_MILLIS = 250;

    /** A dispatcher that only restarts is back within a few of them. */
    private static final long TRIES_AT_ONE_PACE = 3;

    /** Short beside any silence that makes a worker lost: no healthy one may be, when the dispatcher is back. */
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private static final long REFUSED_PAUSE_MILLIS = 30_000;
    private static final long SILENCE_MILLIS = 60_000;

    private final LinkSettings settings;
    private final LinkListener listener;
    private final RandomGenerator random;
    private final HttpClient client;
    private final Thread thread;
    private volatile @Nullable LinkSocket open;
    private volatile @Nullable URI server;
    private volatile @Nullable String refusal;
    private volatile long heardAt;
    private volatile boolean isClosed;
    private @Nullable String lastFailure;

    /** A link that starts to connect at once; {@code random} spreads the retries of many workers. */
    public WebSocketLink(LinkSettings settings, LinkListener listener, RandomGenerator random) {
        this.settings = settings;
        this.listener = listener;
        this.random = random;
        this.client = HttpClient.newBuilder()
                .executor(LinkThreads.virtual("link-client"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.thread = LinkThreads.start("link", this::keepConnected);
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

    /** The dispatcher of the present connection; null without one. */
    public @Nullable URI findServer() {
        return open == null ? null : server;
    }

    /** The client, for log requests on the same settings. */
    HttpClient client() {
        return client;
    }

    private void keepConnected() {
        long failures = 0;
        while (!isClosed) {
            URI next =
                    settings.servers().get((int) (failures % settings.servers().size()));
            boolean wasOpen = serve(next);
            failures = wasOpen ? 0 : failures + 1;
            pause(failures);
        }
    }

    /** One connection from its beginning to its end; says whether there was one. */
    private boolean serve(URI next) {
        try {
            refusal = null;
            LinkSocket link = LinkSocket.open(client, next, token(), this::receive);
            heardAt = System.nanoTime();
            server = next;
            open = link;
            lastFailure = null;
            LOG.info("Connected to the dispatcher {}", next);
            listener.opened();
            String reason = await(link);
            open = null;
            LOG.warn("The connection to {} ended: {}", next, reason);
            return refusal == null;
        } catch (IOException e) {
            logOnce("No connection to the dispatcher " + next + ": " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            isClosed = true;
            return false;
        } finally {
            open = null;
        }
    }

    private static final long CHECK_SECONDS = 5;

    private String await(LinkSocket link) throws InterruptedException {
        while (true) {
            try {
                return link.closed().get(CHECK_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - heardAt > SILENCE_MILLIS * 1_000_000) {
                    link.abort("nothing was heard for " + SILENCE_MILLIS / 1000 + " s");
                }
            } catch (ExecutionException e) {
                return String.valueOf(e.getCause());
            }
        }
    }

    /** A dispatcher that is away for hours is worth one line, not thousands. */
    private void logOnce(String failure) {
        if (!failure.equals(lastFailure)) {
            LOG.warn("{} (trying again until it answers)", failure);
            lastFailure = failure;
        }
    }

    private void receive(LinkMessage message) {
        heardAt = System.nanoTime();
        if (message.refusal() != null) {
            refusal = message.refusal();
            LOG.error("The dispatcher refused this worker: {}", message.refusal());
        }
        if (message.orders() != null) {
            listener.orders(message.orders());
        }
        message.logsWanted().forEach(listener::logWanted);
    }

    /** Read anew each time, so that a changed token needs no restart; it never stands in a log. */
    @Nullable
    String token() throws IOException {
        return settings.tokenFile() == null
                ? null
                : Files.readString(settings.tokenFile()).strip();
    }

    private void pause(long failures) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures / TRIES_AT_ONE_PACE, 6));
        long millis = refusal == null ? longest / 2 + random.nextLong(longest / 2 + 1) : REFUSED_PAUSE_MILLIS;
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            isClosed = true;
        }
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
