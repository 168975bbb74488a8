package org.puli.api.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.tls.ClientTls;
import org.puli.api.view.Problem;

/**
 * Sends requests to whichever server of the farm answers, and waits a bounded time for a busy one. Every request may be
 * sent twice: those that make something carry a key. Safe on every thread.
 */
final class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A little more than a dispatcher's own patience, so that its words are heard. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int MOST_DOUBLINGS = 8;
    private static final int BUSY = 503;
    private static final int FIRST_BAD = 400;

    private final FarmAddress farm;
    private final Duration patience;
    private final ExecutorService threads = ClientThreads.virtual();
    private final HttpClient http;
    private volatile List<URI> servers;
    private volatile int preferred;

    HttpCalls(FarmAddress farm, Duration patience) {
        this.farm = farm;
        this.servers = farm.servers();
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(ClientTls.context(farm.authorities()))
                .executor(threads);
        URI proxy = farm.proxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        }
        this.http = builder.build();
    }

    /** The server that answered last; the first one before any did. */
    URI server() {
        List<URI> all = servers;
        return all.get(Math.min(preferred, all.size() - 1));
    }

    /** An answer that was not a refusal; its body is to be read or closed. */
    record Good(URI server, int status, InputStream body) {
        /** Reads it to its end; what cannot be understood comes from no dispatcher. */
        <T> T read(Function<String, T> reader) {
            try (body) {
                return reader.apply(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Refusals.stranger(server, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Who works at reading answers. */
    ExecutorService threads() {
        return threads;
    }

    /**
     * Sends a request.
     *
     * @throws FarmRefusal when a server says no, or is busy for longer than the patience
     * @throws FarmUnreachable when none answers
     */
    Good send(Call call) {
        long started = System.nanoTime();
        int rounds = 0;
        while (true) {
            Round round = round(call);
            boolean isLate = System.nanoTime() - started > patience.toNanos();
            if (round.good != null) {
                return round.good;
            }
            if (round.busy == null && (isLate || !round.isLost)) {
                throw new FarmUnreachable(round.failures, round.last);
            }
            if (round.busy != null && (isLate || !isPassing(round.busy.problem()))) {
                throw round.busy;
            }
            pause(round.busy == null ? backOff(++rounds) : round.waitMillis);
        }
    }

    /** Drawn between nothing and a bound that grows, so that programs that lost a server do not come together. */
    private static long backOff(int rounds) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(rounds - 1, MOST_DOUBLINGS));
        return ThreadLocalRandom.current().nextLong(longest + 1);
    }

    /** A worker or a disk that is away is not a matter of a few seconds. */
    private static boolean isPassing(Problem problem) {
        return !problem.type().equals("worker-away") && !problem.type().equals("log-away");
    }

    /** What one try of all servers gave. */
    private static final class Round {
        private final Map<URI, String> failures = new LinkedHashMap<>();
        private Throwable last = new IOException("no server");
        private final Set<URI> asked = new HashSet<>();
        private @Nullable String leader;
        private boolean isLost;
        private @Nullable Good good;
        private @Nullable FarmRefusal busy;
        private long waitMillis;
    }

    /** Tries all servers, from the one that answered last; whichever is said to lead comes first. */
    private Round round(Call call) {
        Round round = new Round();
        List<URI> left = new ArrayList<>(servers);
        Collections.rotate(left, -Math.min(preferred, left.size() - 1));
        while (!left.isEmpty() && round.good == null) {
            URI server = left.removeFirst();
            attempt(call, server, round);
            URI leader = LeaderHint.find(round.leader, server, farm.servers());
            round.leader = null;
            if (leader != null) {
                learn(leader);
                boolean isLeft = left.remove(leader) || !round.asked.contains(leader);
                left.addAll(0, isLeft ? List.of(leader) : List.of());
            }
            if (round.good != null) {
                preferred = Math.max(0, servers.indexOf(server));
            }
        }
        return round;
    }

    /** A leader that was not configured takes the place of an earlier such one. */
    private void learn(URI leader) {
        if (!servers.contains(leader)) {
            List<URI> more = new ArrayList<>(farm.servers());
            more.add(leader);
            servers = List.copyOf(more);
        }
    }

    private void attempt(Call call, URI server, Round round) {
        round.asked.add(server);
        try {
            HttpResponse<InputStream> answer = http.send(request(call, server), BodyHandlers.ofInputStream());
            if (answer.statusCode() < FIRST_BAD) {
                round.good = new Good(server, answer.statusCode(), body(call, answer.body()));
                return;
            }
            FarmRefusal refusal = Refusals.read(answer, server);
            if (answer.statusCode() != BUSY) {
                throw refusal;
            }
            round.busy = refusal;
            round.leader = answer.headers().firstValue(LeaderHint.HEADER).orElse(null);
            round.waitMillis = Refusals.waitMillis(answer);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            round.failures.put(server, Refusals.reason(e));
            round.last = e;
        } catch (IOException e) {
            round.failures.put(server, Refusals.reason(e));
            round.last = e;
            round.isLost = !ClientTls.isForGood(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whole answers are read here, so that one that breaks off is asked for again. */
    private static InputStream body(Call call, InputStream body) throws IOException {
        if (call.isStream()) {
            return body;
        }
        try (body) {
            return new ByteArrayInputStream(body.readAllBytes());
        }
    }

    private HttpRequest request(Call call, URI server) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.toString().replaceAll("/+$", "") + call.target()))
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
                .header("Puli-User", Headers.plain(farm.user()));
        if (!call.method().equals("GET")) {
            request.header("Content-Type", call.type());
        }
        if (call.key() != null) {
            request.header("Puli-Submission-Key", call.key());
        }
        if (farm.token() != null) {
            request.header("Authorization", "Bearer " + farm.token());
        }
        if (!call.isStream()) {
            request.timeout(ANSWER_TIMEOUT);
        }
        return request.build();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Leaves the thread marked as interrupted. */
    static CancellationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException ended = new CancellationException("interrupted while waiting for the dispatcher");
        ended.initCause(e);
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
        http.close();
    }
}
