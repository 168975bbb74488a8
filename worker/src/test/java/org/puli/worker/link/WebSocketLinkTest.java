package org.puli.worker.link;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.WorkerName;
import org.puli.api.sync.LinkHello;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/** A real link over real sockets to dispatchers and networks that do what they should not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketLinkTest implements LinkListener {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final LinkTimes HASTY = new LinkTimes(
            Duration.ofSeconds(10), Duration.ofMillis(50), LONG, Duration.ofMillis(20), Duration.ofMillis(40), LONG);
    private static final LinkTimes IMPATIENT = new LinkTimes(
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            LONG);

    @TempDir
    private Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private final BlockingQueue<WorkerOrders> orders = new LinkedBlockingQueue<>();
    private volatile @Nullable String farm;
    private SimDispatcher dispatcher;
    private @Nullable WebSocketLink link;

    @Override
    public void opened() {
        opened.incrementAndGet();
    }

    @Override
    public void orders(WorkerOrders received) {
        orders.add(received);
    }

    @Override
    public void logWanted(LogWanted wanted) {
        throw new AssertionError("nobody asked for a log");
    }

    @Override
    public @Nullable String findFarm() {
        return farm;
    }

    @BeforeEach
    void start() throws IOException {
        dispatcher = new SimDispatcher();
    }

    @AfterEach
    void stop() throws IOException {
        if (link != null) {
            link.close();
        }
        dispatcher.close();
    }

    private WebSocketLink link(LinkTimes times, URI... servers) {
        link = new WebSocketLink(new LinkSettings(List.of(servers), null), this, new Random(1), times);
        return link;
    }

    private void awaitOpened(int times) {
        await().until(() -> opened.get() >= times);
    }

    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    private static WorkerReport report(long number) {
        return new WorkerReport(
                WorkerReport.PROTOCOL,
                new WorkerName("w1"),
                "b",
                number,
                null,
                OrdersNumber.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private static LinkMessage orders(String farmId) {
        return new LinkMessage(
                new WorkerOrders(farmId, new OrdersNumber(1, 1), List.of(), List.of(), 5_000, 30_000), List.of(), null);
    }

    @Test
    void theNextAddressIsTriedWhereOneDoesNotAnswer() throws Exception {
        WebSocketLink link = link(HASTY, nobody(), dispatcher.uri());
        awaitOpened(1);
        await().until(() -> link.findServer() != null);
        assertThat(link.findServer()).isEqualTo(dispatcher.uri());
        assertThat(link.findProblem()).isNull();
        assertThat(requireNonNull(link.findLinked()).since())
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    }

    @Test
    void whyThereIsNoConnectionIsToldForEachAddress() throws Exception {
        URI nobody = nobody();
        dispatcher.refusing("503 Service Unavailable", "busy");
        WebSocketLink link = link(HASTY, nobody, dispatcher.uri());
        await().until(() -> String.valueOf(link.findProblem()).contains("; "));
        assertThat(link.findProblem())
                .isEqualTo(nobody + ": connection refused; " + dispatcher.uri()
                        + ": it answered 503 to the handshake: busy");
        assertThat(link.findLinked()).isNull();
        assertThat(link.send(report(1))).isFalse();
    }

    @Test
    void aDispatcherThatIsGoneIsReplacedByTheOtherAndNotByTheDeadOne() throws Exception {
        try (SimDispatcher standby = new SimDispatcher()) {
            WebSocketLink link = link(HASTY, dispatcher.uri(), standby.uri());
            awaitOpened(1);
            dispatcher.close();
            awaitOpened(2);
            await().until(() -> standby.uri().equals(link.findServer()));
            assertThat(link.send(report(1))).isTrue();
            assertThat(standby.reports.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(report(1).inProtocol(1));
        }
    }

    @Test
    void aWrongTokenIsToldInTheDispatchersWordsAndNotTriedAgainSoon() throws Exception {
        dispatcher.refusing("401 Unauthorized", "the token is not one of this farm");
        WebSocketLink link = link(HASTY, dispatcher.uri());
        await().until(() -> link.findProblem() != null);
        assertThat(link.findProblem())
                .contains("401", "token is missing or wrong", "the token is not one of this farm");
        try (SimDispatcher other = new SimDispatcher()) {
            // Hundreds of tries of another address find time in what is left alone here.
            other.refusing("503 Service Unavailable", "busy");
            link.close();
            WebSocketLink both = link(HASTY, dispatcher.uri(), other.uri());
            await().until(() -> other.heads.size() > 20);
            assertThat(dispatcher.heads).hasSize(2);
            assertThat(both.findLinked()).isNull();
        }
    }

    @Test
    void theTokenIsReadAnewForEachTryAndStandsInNoProblem() throws Exception {
        Path file = folder.resolve("token");
        WebSocketLink link =
                new WebSocketLink(new LinkSettings(List.of(dispatcher.uri()), file), this, new Random(1), HASTY);
        this.link = link;
        await().until(() -> link.findProblem() != null);
        assertThat(link.findProblem()).contains("worker token cannot be read", file.toString());
        Files.writeString(file, "\n");
        await().until(() -> String.valueOf(link.findProblem()).contains("is empty"));
        write(file, "first-secret\n");
        awaitOpened(1);
        assertThat(dispatcher.heads.getLast()).contains("Bearer first-secret\r\n");
        write(file, "second-secret\n");
        dispatcher.drop();
        awaitOpened(2);
        assertThat(dispatcher.heads.getLast()).contains("Bearer second-secret\r\n");
        dispatcher.refusing("401 Unauthorized", "no").drop();
        await().until(() -> String.valueOf(link.findProblem()).contains("401"));
        assertThat(link.findProblem()).doesNotContain("secret");
    }

    /** At once, so that no try meets half of it. */
    private static void write(Path file, String token) throws IOException {
        Path whole = Files.writeString(file.resolveSibling("new"), token);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aLinkIsPingedWhereNothingIsHeardSoThatProxiesKeepIt() throws Exception {
        WebSocketLink link = link(HASTY, dispatcher.uri());
        await().until(() -> dispatcher.pings.get() >= 5);
        assertThat(opened.get()).isEqualTo(1);
        assertThat(link.findServer()).isEqualTo(dispatcher.uri());
    }

    @Test
    void anAnswerToAPingIsAsGoodAsOrders() throws Exception {
        link(IMPATIENT, dispatcher.uri());
        await().until(() -> dispatcher.pings.get() >= 30);
        assertThat(opened.get())
                .as("the answers kept one link for longer than the silence")
                .isEqualTo(1);
    }

    @Test
    void aDispatcherThatSaysNothingAnyMoreIsGivenUp() throws Exception {
        dispatcher.deafToPings();
        WebSocketLink link = link(IMPATIENT, dispatcher.uri());
        awaitOpened(3);
        await().until(() -> link.findProblem() != null);
        assertThat(link.findProblem()).contains("nothing was heard for 400 ms");
    }

    @Test
    void aNetworkThatGoesSilentIsNoticedAndANewConnectionMade() throws Exception {
        try (SimNetwork network = SimNetwork.to(dispatcher.port())) {
            WebSocketLink link = link(IMPATIENT, network.uri());
            awaitOpened(1);
            network.silenceWhatIsOpen();
            awaitOpened(2);
            link.send(report(7));
            assertThat(requireNonNull(dispatcher.reports.poll(20, TimeUnit.SECONDS))
                            .number())
                    .isEqualTo(7);
        }
    }

    @Test
    void connectionsThatAreResetOrHalfClosedAreMadeAnew() throws Exception {
        try (SimNetwork network = SimNetwork.to(dispatcher.port())) {
            link(HASTY, network.uri());
            awaitOpened(1);
            network.drop();
            awaitOpened(2);
            await().until(() -> network.accepted() == 2);
            network.halfClose();
            awaitOpened(3);
        }
    }

    @Test
    void aSlowNetworkBreaksNothing() throws Exception {
        try (SimNetwork network = SimNetwork.to(dispatcher.port())) {
            WebSocketLink link = link(HASTY, network.uri());
            awaitOpened(1);
            network.hold();
            link.send(report(1));
            link.send(report(2));
            link.send(report(3));
            network.release();
            await().until(() -> dispatcher.reports.stream().anyMatch(report -> report.number() == 3));
            assertThat(opened.get()).isEqualTo(1);
        }
    }

    @Test
    void aProxyIsAskedToConnect() throws Exception {
        try (SimNetwork proxy = SimNetwork.proxyTo(dispatcher.port())) {
            link = new WebSocketLink(
                    new LinkSettings(List.of(URI.create("http://farm.example:8004")), null, null, proxy.uri()),
                    this,
                    new Random(1),
                    HASTY);
            awaitOpened(1);
            assertThat(proxy.asked).first().asString().startsWith("CONNECT farm.example:8004 ");
            assertThat(dispatcher.heads).first().asString().contains("Host: farm.example:8004");
        }
    }

    @Test
    void bothVersionsAreOfferedAndTheChosenOneIsWritten() throws Exception {
        dispatcher.choosing("puli.2").saying(new LinkMessage(null, List.of(), null, new LinkHello(2, "f-1", "2.1.0")));
        WebSocketLink link = link(HASTY, dispatcher.uri());
        await().until(() -> link.findLinked() != null && link.findLinked().version() != null);
        assertThat(dispatcher.heads).first().asString().contains("Sec-WebSocket-Protocol: puli.1, puli.2");
        assertThat(link.findLinked().protocol()).isEqualTo(2);
        assertThat(link.findLinked().version()).isEqualTo("2.1.0");
        link.send(report(1));
        assertThat(requireNonNull(dispatcher.reports.poll(20, TimeUnit.SECONDS)).protocol())
                .isEqualTo(2);
    }

    @Test
    void aDispatcherOfTheVersionBeforeIsServedInItsVersion() throws Exception {
        dispatcher.choosing("puli.1");
        WebSocketLink link = link(HASTY, dispatcher.uri());
        awaitOpened(1);
        link.send(report(1));
        assertThat(requireNonNull(dispatcher.reports.poll(20, TimeUnit.SECONDS)).protocol())
                .isEqualTo(1);
        dispatcher.say(orders("f-1"));
        assertThat(orders.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void amongSeveralAddressesOneOfAnotherFarmIsLeftAndSaidSo() throws Exception {
        farm = "f-1";
        try (SimDispatcher stranger = new SimDispatcher()) {
            stranger.choosing("puli.2").saying(new LinkMessage(null, List.of(), null, new LinkHello(2, "f-2", "2.0")));
            WebSocketLink link = link(HASTY, stranger.uri(), dispatcher.uri());
            await().until(() -> dispatcher.uri().equals(link.findServer()));
            stranger.saying(orders("f-2"));
            link.close();
            WebSocketLink again = link(HASTY, stranger.uri(), nobody());
            await().until(() -> String.valueOf(again.findProblem()).contains("f-2"));
            assertThat(stranger.heads).as("one try each").hasSize(2);
            assertThat(orders).as("orders of another farm are never heeded").isEmpty();
        }
    }

    @Test
    void theOneAddressOfAWorkerMayLeadToAnotherFarm() throws Exception {
        farm = "f-1";
        link(HASTY, dispatcher.saying(orders("f-2")).uri());
        assertThat(requireNonNull(orders.poll(20, TimeUnit.SECONDS)).farmId()).isEqualTo("f-2");
    }

    @Test
    void aRefusalInWordsIsToldAndTheAddressLeftAlone() throws Exception {
        dispatcher.saying(new LinkMessage(null, List.of(), "this worker speaks version 9"));
        WebSocketLink link = link(HASTY, dispatcher.uri());
        await().until(() -> {
            dispatcher.drop();
            return link.findProblem() != null;
        });
        assertThat(link.findProblem()).contains("it refused this worker: this worker speaks version 9");
        assertThat(dispatcher.heads).hasSize(1);
    }
}
