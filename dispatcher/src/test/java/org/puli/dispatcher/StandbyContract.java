package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.JobQuery;
import org.puli.api.client.LeaderCalls;
import org.puli.api.json.JobReader.Format;
import org.puli.api.json.Json;
import org.puli.api.view.LeaderView;
import org.puli.dispatcher.lead.Leadership;
import org.puli.dispatcher.lead.LossFound;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.NoteFile;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.farm.decide.Rules;

/** Two dispatchers on one database of a server. */
abstract class StandbyContract {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final DatabaseAddress database;
    private final List<Dispatcher> running = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Dispatcher first;
    private Dispatcher second;

    StandbyContract(DatabaseAddress database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws IOException {
        first = start("first", false);
        second = start("second", false);
    }

    @AfterEach
    void stop() {
        running.reversed().forEach(Dispatcher::close);
        http.shutdownNow();
    }

    private Dispatcher start(String name, boolean acceptsLoss) throws IOException {
        Rules rules = new Rules(3_600_000, 5_000);
        DispatcherConfig config = new DispatcherConfig(
                "127.0.0.1", 0, folder.resolve(name), database, rules, NOBODY, false, null, Retention.FOR_EVER, null);
        Dispatcher dispatcher =
                new Dispatcher(config, new StandbyConfig("", acceptsLoss, Leadership.CUT_OFF_AFTER, null), () -> {});
        running.add(dispatcher);
        return dispatcher;
    }

    private static URI address(Dispatcher dispatcher) {
        return URI.create("http://127.0.0.1:" + dispatcher.port());
    }

    private static FarmClient client(Dispatcher... dispatchers) {
        List<URI> servers =
                List.of(dispatchers).stream().map(StandbyContract::address).toList();
        return new FarmClient(new FarmAddress(servers, null, "someone"), Duration.ofSeconds(10));
    }

    private HttpResponse<String> get(Dispatcher dispatcher, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address(dispatcher).resolve(path)).build(), BodyHandlers.ofString());
    }

    private LeaderView leader(Dispatcher dispatcher) throws Exception {
        return Json.read(get(dispatcher, "/api/v1/leader").body(), LeaderView.class);
    }

    private static void submit(FarmClient client, String key) {
        client.submit(RunningDispatcher.JOB, Format.JSON, key);
    }

    private static long jobs(FarmClient client) {
        return client.farm().jobCount();
    }

    @Test
    void oneLeadsAndTheOtherSaysWhoDoes() throws Exception {
        assertThat(first.isLeading()).isTrue();
        assertThat(second.isLeading()).isFalse();
        await().until(() -> leader(second).leader() != null);
        HttpResponse<String> answer = get(second, "/api/v1/jobs");
        String leader = address(first).toString();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("Puli-Leader")).hasValue(leader);
        assertThat(answer.body()).contains("\"type\":\"standby\"", "\"leader\":\"" + leader + "\"");
        assertThat(get(second, "/api/v1/leader?leading=true").statusCode()).isEqualTo(503);
        assertThat(get(first, "/api/v1/leader?leading=true").statusCode()).isEqualTo(200);
        assertThat(get(first, "/api/v1/leader?leading=no").statusCode()).isEqualTo(400);
        await().until(() -> leader(first).standbys(), List.of(address(second).toString())::equals);
        assertThat(leader(second).role()).isEqualTo(LeaderView.Role.STANDBY);
        try (FarmClient client = client(second, first)) {
            submit(client, "a");
            assertThat(client.server()).isEqualTo(address(first));
        }
    }

    @Test
    void whatWasAcknowledgedIsThereWhenTheOtherTakesOver() throws Exception {
        try (FarmClient client = client(first, second)) {
            submit(client, "a");
            long epoch = client.farm().epoch();
            first.close();
            await().until(second::isLeading);
            assertThat(jobs(client)).isEqualTo(1);
            assertThat(client.farm().epoch()).isGreaterThan(epoch);
            assertThat(client.server()).isEqualTo(address(second));
        }
    }

    @Test
    void leadershipGoesToAndFroInTheSameProcesses() throws Exception {
        try (FarmClient client = client(first, second);
                FarmClient toFirst = client(first);
                FarmClient toSecond = client(second)) {
            submit(client, "a");
            await().until(() -> !leader(first).standbys().isEmpty());
            assertThat(new LeaderCalls(toFirst).handOver(null))
                    .isEqualTo(address(second).toString());
            await().until(second::isLeading);
            assertThat(first.isLeading()).isFalse();
            submit(client, "b");
            assertThat(jobs(client)).isEqualTo(2);
            await().until(() -> !leader(second).standbys().isEmpty());
            new LeaderCalls(toSecond).handOver(address(first).toString());
            await().until(first::isLeading);
            submit(client, "c");
            assertThat(jobs(client)).isEqualTo(3);
        }
    }

    @Test
    void nobodyHandsOverToNobody() throws Exception {
        try (FarmClient client = client(first)) {
            await().until(() -> !leader(first).standbys().isEmpty());
            assertThatThrownBy(() -> new LeaderCalls(client).handOver("http://elsewhere:1"))
                    .isInstanceOf(FarmRefusal.class)
                    .hasMessageContaining("does not stand by");
            assertThat(first.isLeading()).isTrue();
        }
    }

    @Test
    void theOneWhoseSessionTheServerEndedStepsDownWhenAnotherTookTheSeat() throws Exception {
        try (FarmClient client = client(first, second)) {
            submit(client, "a");
            // What a dispatcher finds that stood still for long: others have led, and it has its own farm in memory
            // yet.
            Database server = database.database();
            try (Connection other = server.connect();
                    var statement = other.createStatement()) {
                statement.execute("UPDATE farm SET leader = 'somebody', epoch = epoch + 1, batch = batch + 1");
                statement.execute("UPDATE leader SET term = 'somebody'");
                other.commit();
            }
            long epoch = client.farm().epoch();
            await().until(
                            () -> first.isLeading() || second.isLeading()
                                    ? client.farm().epoch()
                                    : epoch,
                            now -> now > epoch);
            assertThat(jobs(client)).isEqualTo(1);
            submit(client, "b");
            assertThat(jobs(client)).isEqualTo(2);
        }
    }

    @Test
    void theLeaderNoticesAtItsNextCommitThatAReplicaHasTakenTheServersPlace() throws Exception {
        second.close();
        try (FarmClient client = client(first)) {
            submit(client, "a");
            submit(client, "b");
            Database server = database.database();
            try (Connection other = server.connect();
                    var statement = other.createStatement()) {
                // What a replica has that lagged by a batch: its last writer is the one that leads.
                statement.execute("UPDATE farm SET batch = batch - 1");
                other.commit();
            }
            assertThatThrownBy(() -> submit(client, "c")).isInstanceOf(FarmRefusal.class);
            await().until(() -> leader(first).problem() != null);
            assertThat(leader(first).problem()).contains("the database lacks a part of farm", "--accept-loss");
            assertThat(first.isLeading()).isFalse();
        }
    }

    @Test
    void aDatabaseThatLacksWhatWasAcknowledgedIsNotLedWithoutAWord() throws Exception {
        try (FarmClient client = client(first)) {
            submit(client, "a");
            String farm = client.farm().farmId();
            await().until(() -> Files.exists(folder.resolve("second").resolve(NoteFile.NAME)));
            second.close();
            first.close();
            new NoteFile(folder.resolve("second"), false)
                    .keep(new Mark(farm, 1_000, 7_777, System.currentTimeMillis()));
        }
        assertThatThrownBy(() -> start("second", false))
                .isInstanceOf(LossFound.class)
                .hasMessageContaining("acknowledged up to batch 7777 of start 1000")
                .hasMessageContaining("--accept-loss");
        Dispatcher accepting = start("second", true);
        try (FarmClient client = client(accepting)) {
            assertThat(client.farm().epoch()).isEqualTo(1_001);
            submit(client, "b");
            assertThat(client.jobs(JobQuery.ALL).items())
                    .anySatisfy(job -> assertThat(job.id().value()).isGreaterThan(100_000));
        }
        accepting.close();
        assertThat(start("second", false).isLeading()).isTrue();
    }
}
