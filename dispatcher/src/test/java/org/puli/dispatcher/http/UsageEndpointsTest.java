package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.Json;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.view.Page;
import org.puli.api.view.UsageView;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.TestServer;
import tools.jackson.core.type.TypeReference;

/** What a farm has used is what its attempts have used, as the database itself adds them up. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageEndpointsTest {
    /** Attempts and what they belong to, by words that all databases know. */
    private static final String INDEPENDENT = """
            SELECT j.owner, count(*) AS attempts,
                   sum(CASE WHEN a.outcome = 'DONE' THEN 1 ELSE 0 END) AS done,
                   sum(CASE WHEN a.outcome = 'FAILED' THEN 1 ELSE 0 END) AS failed,
                   sum(a.ended_at - a.started_at) AS wall,
                   sum((a.ended_at - a.started_at) * a.milli_cores / 1000) AS core,
                   sum(CASE WHEN a.outcome = 'DONE' THEN 0
                            ELSE (a.ended_at - a.started_at) * a.milli_cores / 1000 END) AS wasted,
                   sum(a.cpu_millis) AS cpu
            FROM attempt a JOIN job j ON j.job_id = a.job_id
            GROUP BY j.owner ORDER BY core DESC""";

    @TempDir
    Path folder;

    private static Page<UsageView> usage(RunningDispatcher dispatcher, String query) throws Exception {
        HttpResponse<String> answer = dispatcher.get("/api/v1/usage" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), new TypeReference<Page<UsageView>>() {});
    }

    private static String job(String owner, String production, double cores) {
        return "{\"name\": \"comp\", \"owner\": \"" + owner + "\", \"tags\": {\"prod\": \"" + production
                + "\"}, \"tasks\": [{\"name\": \"t\", \"command\": [\"true\"], \"frames\": \"1-3\", \"cores\": "
                + cores + ", \"attempts\": 2}]}";
    }

    private static EndedRun ended(RunOrder order, boolean isGood, long millis) {
        long now = System.currentTimeMillis();
        return new EndedRun(
                order.attempt(),
                order.leaseId(),
                isGood ? EndedRun.Outcome.DONE : EndedRun.Outcome.FAILED,
                isGood ? 0 : 1,
                null,
                null,
                now - millis,
                now,
                millis / 2,
                4,
                null,
                0,
                0);
    }

    /** Runs attempts one after the other, of which every third fails and is tried again. */
    private static void run(RunningDispatcher dispatcher, int attempts) throws Exception {
        try (SimLink worker = SimLink.open(dispatcher, "w1").report()) {
            Set<Long> leases = new HashSet<>();
            for (int i = 1; i <= attempts; i++) {
                RunOrder order = worker.order();
                while (!leases.add(order.leaseId())) {
                    order = worker.order();
                }
                List<EndedRun> end = List.of(ended(order, i % 3 != 0, i * 1_000L));
                // Twice, as a worker does that did not hear the answer.
                worker.report(OrdersNumber.NONE, List.of(), end).report(OrdersNumber.NONE, List.of(), end);
            }
        }
    }

    static Stream<DatabaseAddress> servers() {
        return Stream.of(TestServer.postgresql().create(), TestServer.mariadb().create());
    }

    @Test
    void usageIsTheSumOfAttemptsInAFile() throws Exception {
        usageIsTheSumOfAttempts(DatabaseAddress.sqlite(folder.resolve("farm.db")));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void usageIsTheSumOfAttempts(DatabaseAddress address) throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.on(address, folder)) {
            dispatcher.submit(job("ada", "alpha", 0.5));
            dispatcher.submit(job("bob", "beta", 1));
            run(dispatcher, 5);
            awaitAttempts(dispatcher, 5);
        }
        try (RunningDispatcher dispatcher = RunningDispatcher.on(address, folder)) {
            run(dispatcher, 2);
            awaitAttempts(dispatcher, 7);
            assertThat(usage(dispatcher, "?by=owner").items()).isEqualTo(independent(address));
            assertThat(usage(dispatcher, "?by=user,month,job&zone=Asia/Kolkata").items())
                    .hasSize(2)
                    .allMatch(line -> Objects.equals(line.job(), "comp") && line.at() != null);
            assertThat(usage(dispatcher, "?by=production,status&production=alpha")
                            .items())
                    .hasSize(2)
                    .extracting(UsageView::production)
                    .containsOnly("alpha");
            assertThat(usage(dispatcher, "?by=owner&limit=1&offset=1").items())
                    .containsExactly(independent(address).get(1));
            assertThat(usage(dispatcher, "?by=owner&to=3600000").items()).isEmpty();
        }
    }

    private static void awaitAttempts(RunningDispatcher dispatcher, long attempts) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> usage(dispatcher, "").items().stream()
                                .mapToLong(UsageView::attempts)
                                .sum()
                        == attempts);
    }

    private static List<UsageView> independent(DatabaseAddress address) throws Exception {
        List<UsageView> lines = new ArrayList<>();
        try (Connection connection = Objects.requireNonNull(address.database()).connectToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INDEPENDENT)) {
            while (row.next()) {
                lines.add(new UsageView(
                        null,
                        row.getString("owner"),
                        null,
                        null,
                        null,
                        null,
                        row.getLong("attempts"),
                        row.getLong("done"),
                        row.getLong("failed"),
                        0,
                        0,
                        row.getLong("wall"),
                        row.getLong("core"),
                        row.getLong("wasted"),
                        row.getLong("cpu")));
            }
        }
        assertThat(lines).hasSize(2);
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "by=ownr -> did you mean 'owner'?",
                "by= -> there are: hour, day, month, owner, pool, production, job, status",
                "by=day,hour -> more than one of hour, day and month",
                "by=user,owner -> has 'owner' twice",
                "zone=Mars/Olympus -> no time zone such as Europe/Paris",
                "from=5&to=5 -> not after 'from'",
                "to=0 -> from 1 to",
                "from=yesterday -> whole number",
                "pool=a%20b -> the pool name",
                "limit=501 -> from 1 to 500",
                "user=ada -> unknown query parameter 'user'"
            })
    void nonsenseIsRefusedWithWhatToDo(String words) throws Exception {
        String[] parts = words.split(" -> ", 2);
        try (RunningDispatcher dispatcher = RunningDispatcher.inMemory(folder)) {
            HttpResponse<String> answer = dispatcher.get("/api/v1/usage?" + parts[0]);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("bad-request", parts[1]);
        }
    }

    @Test
    void withoutADatabaseNothingIsKnown() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.inMemory(folder)) {
            assertThat(usage(dispatcher, "?by=day,owner").items()).isEmpty();
        }
    }
}
