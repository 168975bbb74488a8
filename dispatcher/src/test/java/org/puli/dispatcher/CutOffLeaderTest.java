package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.JobId;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.LeaderCalls;
import org.puli.api.client.Submission;
import org.puli.api.json.JobReader.Format;
import org.puli.api.view.LeaderView;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.TestServer;
import org.puli.farm.decide.Rules;

/** A leader whose way to a real PostgreSQL is cut, while people still reach it and another one stands by. */
class CutOffLeaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final DatabaseAddress database = TestServer.postgresql().create();
    private final List<Dispatcher> running = new ArrayList<>();

    @TempDir
    private Path folder;

    private CuttableWay way;
    private Dispatcher cutOff;

    @BeforeEach
    void start() throws IOException {
        String place = Objects.requireNonNull(database.server()).place();
        way = new CuttableWay(Integer.parseInt(place.substring(place.indexOf(':') + 1)));
        String url = database.toString().replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + way.port());
        String user = Objects.requireNonNull(database.server()).user();
        cutOff = start("first", DatabaseAddress.of(url, Path.of("/"), user, ""));
    }

    @AfterEach
    void stop() throws IOException {
        way.mend();
        running.reversed().forEach(Dispatcher::close);
        way.close();
    }

    private Dispatcher start(String name, DatabaseAddress through) throws IOException {
        Rules rules = new Rules(3_600_000, 5_000);
        DispatcherConfig config = new DispatcherConfig(
                "127.0.0.1", 0, folder.resolve(name), through, rules, NOBODY, false, null, Retention.FOR_EVER, null);
        StandbyConfig standby = new StandbyConfig("", false, Duration.ofSeconds(1), null);
        Dispatcher dispatcher = new Dispatcher(config, standby, () -> {});
        running.add(dispatcher);
        return dispatcher;
    }

    private static FarmClient client(Dispatcher dispatcher) {
        return new FarmClient(FarmAddress.of(address(dispatcher)), Duration.ZERO);
    }

    private static URI address(Dispatcher dispatcher) {
        return URI.create("http://127.0.0.1:" + dispatcher.port());
    }

    private static JobId submit(FarmClient client, String key) {
        return client.submit(RunningDispatcher.JOB, Format.JSON, key).job().id();
    }

    private static LeaderView leader(FarmClient client) {
        return new LeaderCalls(client).show();
    }

    @Test
    void itLeavesTheWorkToTheOtherAndNothingIsLostOrDoneTwice() throws Exception {
        Dispatcher other = start("second", database);
        try (FarmClient toFirst = client(cutOff);
                FarmClient toSecond = client(other)) {
            JobId before = submit(toFirst, "before");
            await().until(() -> !leader(toFirst).standbys().isEmpty());
            way.cut();
            CompletableFuture<JobId> during = CompletableFuture.supplyAsync(() -> submit(toFirst, "during"));
            await().atMost(PATIENCE).until(() -> !cutOff.isLeading());
            assertThatThrownBy(during::join).hasCauseInstanceOf(FarmRefusal.class);
            assertThatThrownBy(() -> submit(toFirst, "after")).isInstanceOf(FarmRefusal.class);
            await().atMost(PATIENCE).until(other::isLeading);
            Submission again = toSecond.submit(RunningDispatcher.JOB, Format.JSON, "before");
            assertThat(again.isNew()).isFalse();
            assertThat(again.job().id()).isEqualTo(before);
            JobId asked = submit(toSecond, "during");
            way.mend();
            await().atMost(PATIENCE)
                    .until(() -> leader(toFirst).role() == LeaderView.Role.STANDBY
                            && address(other).toString().equals(leader(toFirst).leader()));
            assertThat(submit(toSecond, "during")).isEqualTo(asked);
            assertThat(toSecond.farm().jobCount()).isEqualTo(2);
            assertThat(other.isLeading()).isTrue();
        }
    }

    @Test
    void withNobodyToLeaveItToItStaysAndGoesOnWhenTheWayIsBack() throws Exception {
        try (FarmClient client = client(cutOff)) {
            submit(client, "before");
            way.cut();
            await().atMost(PATIENCE).until(() -> leader(client).problem() != null);
            assertThat(cutOff.isLeading()).isTrue();
            way.mend();
            await().atMost(PATIENCE).until(() -> leader(client).problem() == null);
            assertThat(cutOff.isLeading()).isTrue();
            submit(client, "after");
            assertThat(client.farm().jobCount()).isEqualTo(2);
        }
    }
}
