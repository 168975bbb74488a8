package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.AuditQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.stats.UsageBy;
import org.puli.dispatcher.stats.UsageQueries;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.MarkRow;
import org.puli.farm.row.PathRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.UsageRow;

/**
 * Everything that store and history ask of a database is recorded, and the database says how it would find the answer:
 * by an index, however large the farm.
 */
class QueryPlansTest {
    private static final int MANY = 4_000;

    @TempDir
    @Nullable
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyQuestionHasAnIndex(Kind kind) throws Exception {
        DatabaseAddress address = kind.create(folder);
        RecordedDatabase recorded = new RecordedDatabase(SomeFarms.reach(address));
        work(recorded);
        ask(recorded);
        askArchive(recorded);
        move(recorded, kind);
        sweep(recorded);
        List<String> scans = new ArrayList<>();
        Set<String> looked = new TreeSet<>();
        try (Connection connection = SomeFarms.reach(address).connect()) {
            prepare(connection, kind);
            for (String sql : recorded.statements()) {
                if (sql.contains(" WHERE ") && !sql.contains("FROM tray") && !sql.contains("UPDATE tray")) {
                    looked.add(sql);
                    scans.addAll(scans(connection, kind, sql));
                }
            }
        }
        assertThat(looked).hasSizeGreaterThan(15);
        assertThat(scans).isEmpty();
    }

    private static void prepare(Connection connection, Kind kind) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            switch (kind) {
                case SQLITE -> {}
                // What cannot do without reading a whole table says so even then.
                case POSTGRESQL -> statement.execute("SET enable_seqscan = off");
                case MARIADB ->
                    statement.execute("ANALYZE TABLE attempt, audit, blocklist, command, job,"
                            + " job_history, job_spec, task, usage_hour, worker");
            }
        }
    }

    private static List<String> scans(Connection connection, Kind kind, String sql) throws SQLException {
        String whole = sql.replace("LIMIT ? OFFSET ?", "LIMIT 10 OFFSET 0").replace("?", "'7'");
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet plan =
                        statement.executeQuery((kind == Kind.SQLITE ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + whole)) {
            while (plan.next()) {
                String step = kind == Kind.MARIADB ? mariadb(plan) : plan.getString(kind == Kind.SQLITE ? 4 : 1);
                if (isScan(step)) {
                    found.add(sql + " -> " + step);
                }
            }
        }
        return found;
    }

    private static String mariadb(ResultSet plan) throws SQLException {
        return "ALL".equals(plan.getString("type")) ? "Seq Scan on " + plan.getString("table") : "";
    }

    /** Trays are read whole: they are bounded. So are the results of a part, and the history's own newest lines. */
    private static boolean isScan(String step) {
        String plain = step.strip();
        boolean isWhole = plain.contains("Seq Scan on") || (plain.startsWith("SCAN ") && !plain.contains("USING"));
        return isWhole
                && !plain.contains("_tray_")
                && !plain.contains("usage_tray")
                && !plain.contains("tried")
                && !plain.contains("json_each")
                && !plain.contains("<")
                && !plain.contains("(subquery");
    }

    /** One of everything that a dispatcher writes, reads and deletes. */
    private static void work(RecordedDatabase database) {
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            store.commit(FarmStoreContract.full(SomeFarms.numbered(farm, 1)));
            store.commit(many(SomeFarms.numbered(farm, 2)));
            store.commit(deletions(SomeFarms.numbered(farm, 3)));
            store.commit(archived(SomeFarms.numbered(farm, 4)));
            store.load();
        }
    }

    private static RowBatch many(FarmRow farm) {
        List<CommandRow> commands = new ArrayList<>();
        List<AttemptRow> attempts = new ArrayList<>();
        List<TaskRow> tasks = new ArrayList<>();
        List<BlockRow> blocks = new ArrayList<>();
        List<AuditRow> audit = new ArrayList<>();
        LongStream.range(1_000, 1_000 + MANY).forEach(i -> {
            commands.add(SomeFarms.command(i, Status.DONE));
            attempts.add(SomeFarms.attempt(i, 1));
            tasks.add(new TaskRow(i, i, Status.READY, null, 0));
            blocks.add(new BlockRow(i, i, "w" + i, 1, false, null, "", 1));
            audit.add(new AuditRow(i, i, "user" + i, null, "v", "t", i, "w" + i, "", ""));
        });
        RowBatch few = SomeFarms.batch(farm, commands, attempts);
        return new RowBatch(
                farm,
                few.specs(),
                few.jobs(),
                tasks,
                commands,
                attempts,
                audit,
                few.workers(),
                few.pools(),
                few.licenses(),
                blocks,
                few.deletedJobs(),
                few.deletedWorkers(),
                few.deletedPools(),
                few.paths());
    }

    private static RowBatch deletions(FarmRow farm) {
        RowBatch none = SomeFarms.batch(farm, List.of(), List.of());
        return new RowBatch(
                farm,
                none.specs(),
                none.jobs(),
                none.tasks(),
                none.commands(),
                none.attempts(),
                none.audit(),
                none.workers(),
                none.pools(),
                none.licenses(),
                none.blocks(),
                List.of(1L),
                List.of("w1"),
                List.of("night"),
                List.of(new PathRow("films", null)));
    }

    /** Jobs of the history, of which a few are deleted, and what attempts have used. */
    private static RowBatch archived(FarmRow farm) {
        RowBatch full = FarmStoreContract.full(farm);
        JobRow like = full.jobs().getFirst();
        List<ArchivedRow> rows = new ArrayList<>();
        List<UsageRow> usage = new ArrayList<>();
        LongStream.range(10, 10 + MANY).forEach(i -> {
            rows.add(new ArchivedRow(numbered(like, i), Counts.NONE, Map.of("shot", "s" + i), i, i < 20 ? i : 0));
            UsageRow.Kind kind =
                    new UsageRow.Kind(i, "default", "user" + i % 9, "", "job " + i, AttemptRow.Outcome.DONE);
            usage.add(new UsageRow(kind, 1, 2, 3, 4));
        });
        RowBatch none = SomeFarms.batch(farm, List.of(), List.of());
        return new RowBatch(
                farm,
                List.of(new JobSpecRow(2_000, full.specs().getFirst().spec())),
                none.jobs(),
                none.tasks(),
                none.commands(),
                none.attempts(),
                none.audit(),
                none.workers(),
                none.pools(),
                none.licenses(),
                none.blocks(),
                none.deletedJobs(),
                none.deletedWorkers(),
                none.deletedPools(),
                none.paths(),
                rows,
                List.of(new MarkRow(40, 7)),
                usage);
    }

    private static JobRow numbered(JobRow like, long number) {
        return new JobRow(
                number,
                "job " + number,
                "user" + number % 9,
                "ada",
                "key-" + number,
                like.pool(),
                like.priority(),
                like.weight(),
                like.maxWorkers(),
                false,
                number % 3 == 0 ? Status.FAILED : Status.DONE,
                number,
                100_000 + number * 10,
                10,
                0,
                1,
                2,
                number,
                null,
                0,
                0,
                0,
                0,
                0);
    }

    /** Lets some jobs of the history go to another database. */
    private void move(RecordedDatabase database, Kind kind) throws SQLException {
        try (SqlFarmStore store = SqlFarmStore.open(database, SomeFarms.reach(kind.create(folder)))) {
            store.load();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                store.sweep(Retention.FOR_EVER, MANY / 2);
                return isAnyMoved(database);
            });
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE job_history SET place = 0");
            connection.commit();
        }
    }

    private static boolean isAnyMoved(RecordedDatabase database) throws SQLException {
        try (Connection connection = database.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM job_history WHERE place = 3")) {
            return result.next() && result.getLong(1) > 0;
        }
    }

    /** Clears the history of one of everything that it has. */
    private static void sweep(RecordedDatabase database) {
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            store.load();
            Retention retention = new Retention(500, 500, 500, 500, 500, 500, 0);
            int turns = 1;
            while (store.sweep(retention, MANY / 2)) {
                turns++;
            }
            assertThat(turns).isGreaterThan(10);
        }
    }

    private static void askArchive(RecordedDatabase database) {
        try (SqlJobArchive archive = new SqlJobArchive(database)) {
            assertThat(archive.find(new JobId(2_000))).isNotNull();
            assertThat(archive.findJob(new CommandId(120_000))).isEqualTo(new JobId(2_000));
            assertThat(archive.findJob("key-2001")).isEqualTo(new JobId(2_001));
            assertThat(listed(archive, null, "user3", 0, 0, false)).isPositive();
            assertThat(listed(archive, Status.FAILED, null, 3_000, 3_100, false))
                    .isBetween(30L, 40L);
            assertThat(listed(archive, null, null, 3_000, 3_100, false)).isEqualTo(100);
            assertThat(listed(archive, null, null, 0, 0, true)).isPositive();
            assertThat(listed(archive, null, null, 0, 0, false)).isPositive();
        }
    }

    private static long listed(
            SqlJobArchive archive,
            @Nullable Status status,
            @Nullable String owner,
            long since,
            long until,
            boolean deleted) {
        return archive.page(
                        new JobArchive.Wanted(status, owner, null, null, null, List.of(), since, until, deleted, 0, 10))
                .total();
    }

    private static void askUsage(SqlReader reader) throws InterruptedException {
        UsageQueries usage = new UsageQueries(reader);
        for (Set<UsageBy> by : List.of(
                Set.of(UsageBy.OWNER),
                Set.of(UsageBy.DAY),
                Set.of(UsageBy.MONTH, UsageBy.PRODUCTION),
                Set.of(UsageBy.HOUR, UsageBy.JOB, UsageBy.POOL, UsageBy.STATUS))) {
            UsageQueries.Wanted wanted = new UsageQueries.Wanted(
                    by, ZoneOffset.UTC, 3_000 * 3_600_000L, 3_100 * 3_600_000L, null, null, null, null, 0, 10);
            assertThat(usage.page(wanted).total()).isPositive();
        }
        UsageQueries.Wanted ofOne = new UsageQueries.Wanted(
                Set.of(), ZoneOffset.UTC, 3_000 * 3_600_000L, 0, "user3", "default", "", "job 3000", 0, 10);
        assertThat(usage.page(ofOne).total()).isEqualTo(1);
    }

    private static void ask(RecordedDatabase database) throws InterruptedException {
        try (SqlReader reader = new SqlReader(database::connectToRead, database.dialect() == Dialect.SQLITE)) {
            AttemptQueries attempts = new AttemptQueries(reader);
            assertThat(attempts.page(new CommandId(1_001), 0, 10).items()).hasSize(1);
            assertThat(attempts.findWorker(new AttemptRef(new CommandId(1_001), 1)))
                    .isNotNull();
            askUsage(reader);
            AuditQueries audit = new AuditQueries(reader);
            assertThat(audit.page(new AuditQueries.Wanted(new JobId(1_002), null, null, 0, 0, 5))
                            .total())
                    .isEqualTo(1);
            WorkerName worker = new WorkerName("w1003");
            assertThat(audit.page(new AuditQueries.Wanted(null, worker, null, 0, 0, 5))
                            .total())
                    .isEqualTo(1);
            assertThat(audit.page(new AuditQueries.Wanted(null, null, "user1004", 0, 0, 5))
                            .total())
                    .isEqualTo(1);
            assertThat(audit.page(new AuditQueries.Wanted(null, null, null, 4_990, 0, 5))
                            .total())
                    .isEqualTo(10);
        }
    }
}
