package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.view.UsageView;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.stats.UsageBy;
import org.puli.dispatcher.stats.UsageQueries;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.farm.row.AttemptRow.Outcome;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.UsageRow;

/** In every database what was used is what was used, whatever was stored twice, and wherever it lies yet. */
class UsageTableTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long HOUR = 3_600_000;
    /** A week before the clocks of Paris are set back. */
    private static final long FIRST =
            ZonedDateTime.of(2026, 10, 18, 0, 0, 0, 0, PARIS).toEpochSecond() / 3_600;

    private static final int HOURS = 24 * 20;
    private static final List<String> ODD = List.of("ada", "Ada", "ada\u0301", "o'Neil; --", "影", "a%_b");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    @TempDir
    @Nullable
    Path folder;

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<UsageRow> told = new ArrayList<>();

    private static RowBatch batch(FarmRow farm, List<UsageRow> usage) {
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
                none.deletedJobs(),
                none.deletedWorkers(),
                none.deletedPools(),
                none.paths(),
                List.of(),
                List.of(),
                usage);
    }

    private UsageRow draw() {
        UsageRow.Kind kind = new UsageRow.Kind(
                FIRST + random.nextInt(HOURS),
                random.nextBoolean() ? "default" : "night",
                ODD.get(random.nextInt(ODD.size())),
                random.nextBoolean() ? "" : "alpha",
                "job " + random.nextInt(4),
                OUTCOMES.get(random.nextInt(OUTCOMES.size())));
        return new UsageRow(kind, 1 + random.nextInt(5), random.nextInt(9), random.nextLong(1L << 40), 3);
    }

    private List<UsageRow> drawSome(int most) {
        TreeMap<String, UsageRow> rows = new TreeMap<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            UsageRow row = draw();
            rows.putIfAbsent(row.kind().toString(), row);
        }
        told.addAll(rows.values());
        return List.copyOf(rows.values());
    }

    /** Batches, some of them twice, some after a crash, some added up meanwhile. */
    private void live(Database database, int batches) {
        SqlFarmStore store = SqlFarmStore.open(database);
        FarmRow farm = store.load().farm();
        for (int i = 1; i <= batches; i++) {
            RowBatch batch = batch(SomeFarms.numbered(farm, i), drawSome(12));
            store.commit(batch);
            switch (random.nextInt(8)) {
                case 0 -> store.commit(batch);
                case 1 -> {
                    store = SqlFarmStore.open(database);
                    store.load();
                    store.commit(batch);
                }
                case 2 -> store.sweep(Retention.FOR_EVER, 0);
                default -> {}
            }
        }
        store.close();
    }

    private static UsageQueries.Wanted wanted(Set<UsageBy> by, ZoneId zone, long from, long to) {
        return new UsageQueries.Wanted(by, zone, from, to, null, null, null, null, 0, 500);
    }

    private static List<UsageView> ask(Database database, UsageQueries.Wanted wanted) throws InterruptedException {
        try (SqlReader reader = new SqlReader(database::connectToRead, database.dialect() == Dialect.SQLITE)) {
            return new UsageQueries(reader).page(wanted).items();
        }
    }

    private record Sums(long attempts, long done, long failed, long lost, long others, long core, long wasted) {
        Sums(UsageView view) {
            this(
                    view.attempts(),
                    view.done(),
                    view.failed(),
                    view.lost(),
                    view.others(),
                    view.coreMillis(),
                    view.wastedCoreMillis());
        }
    }

    /** The same by other means. */
    private <K extends Comparable<K>> Map<K, Sums> expected(
            Function<UsageRow, K> key, long from, long to, @Nullable String owner) {
        TreeMap<K, long[]> sums = new TreeMap<>();
        for (UsageRow row : told) {
            long hour = row.kind().hour() * HOUR;
            if (hour < from
                    || hour >= to
                    || (owner != null && !owner.equals(row.kind().owner()))) {
                continue;
            }
            long[] sum = sums.computeIfAbsent(key.apply(row), some -> new long[7]);
            Outcome outcome = row.kind().outcome();
            int place = switch (outcome) {
                case DONE -> 1;
                case FAILED, OVER_MEMORY -> 2;
                case LOST -> 3;
                case RETURNED, SKIPPED, CANCELED, PREEMPTED -> 4;
            };
            sum[0] += row.attempts();
            sum[place] += row.attempts();
            sum[5] += row.coreMillis();
            sum[6] += outcome == Outcome.DONE || outcome == Outcome.SKIPPED ? 0 : row.coreMillis();
        }
        TreeMap<K, Sums> all = new TreeMap<>();
        sums.forEach((k, s) -> all.put(k, new Sums(s[0], s[1], s[2], s[3], s[4], s[5], s[6])));
        return all;
    }

    private static <K extends Comparable<K>> Map<K, Sums> shown(List<UsageView> lines, Function<UsageView, K> key) {
        TreeMap<K, Sums> all = new TreeMap<>();
        lines.forEach(line -> assertThat(all.put(key.apply(line), new Sums(line)))
                .as("one line for each")
                .isNull());
        return all;
    }

    private static long dayOf(UsageRow row) {
        return ZonedDateTime.ofInstant(Instant.ofEpochMilli(row.kind().hour() * HOUR), PARIS)
                .toLocalDate()
                .atStartOfDay(PARIS)
                .toInstant()
                .toEpochMilli();
    }

    private static long monthOf(UsageRow row) {
        return ZonedDateTime.ofInstant(Instant.ofEpochMilli(row.kind().hour() * HOUR), PARIS)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay(PARIS)
                .toInstant()
                .toEpochMilli();
    }

    @ParameterizedTest
    @EnumSource
    void theSumsAreThoseOfEverythingThatWasStoredOnce(Kind kind) throws Exception {
        Database database = SomeFarms.reach(kind.create(folder));
        live(database, 60);
        long all = Long.MAX_VALUE;
        assertThat(shown(ask(database, wanted(Set.of(UsageBy.OWNER), ZoneOffset.UTC, 0, 0)), UsageView::owner))
                .isEqualTo(expected(row -> row.kind().owner(), 0, all, null));
        assertThat(shown(ask(database, wanted(Set.of(UsageBy.DAY), PARIS, 0, 0)), UsageView::at))
                .as("25 hours are one day")
                .isEqualTo(expected(UsageTableTest::dayOf, 0, all, null));
        assertThat(shown(ask(database, wanted(Set.of(UsageBy.MONTH), PARIS, 0, 0)), UsageView::at))
                .isEqualTo(expected(UsageTableTest::monthOf, 0, all, null));
        assertThat(shown(
                        ask(database, wanted(EnumSet.of(UsageBy.HOUR), PARIS, (FIRST + 9) * HOUR, (FIRST + 40) * HOUR)),
                        UsageView::at))
                .isEqualTo(expected(row -> row.kind().hour() * HOUR, (FIRST + 9) * HOUR, (FIRST + 40) * HOUR, null));
        assertThat(shown(
                        ask(database, wanted(EnumSet.of(UsageBy.POOL, UsageBy.PRODUCTION, UsageBy.JOB), PARIS, 0, 0)),
                        line -> line.pool() + "/" + line.production() + "/" + line.job()))
                .isEqualTo(expected(
                        row -> row.kind().pool() + "/" + row.kind().production() + "/"
                                + row.kind().job(),
                        0,
                        all,
                        null));
        List<UsageView> ofOne = ask(
                database,
                new UsageQueries.Wanted(Set.of(UsageBy.STATUS), PARIS, 0, 0, "o'Neil; --", null, null, null, 0, 100));
        assertThat(shown(ofOne, UsageView::status))
                .isEqualTo(expected(row -> row.kind().outcome().name(), 0, all, "o'Neil; --"));
        assertThat(ofOne)
                .isSortedAccordingTo(
                        Comparator.comparingLong(UsageView::coreMillis).reversed());
    }

    @ParameterizedTest
    @EnumSource
    void aFullTrayIsAddedUpByTheBatchThatFillsIt(Kind kind) throws Exception {
        Database database = SomeFarms.reach(kind.create(folder));
        List<UsageRow> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(new UsageRow(new UsageRow.Kind(i / 10, "p", "o", "", "j" + i % 10, Outcome.DONE), 1, 2, 3, 4));
        }
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            store.commit(batch(SomeFarms.numbered(farm, 1), many.subList(0, 19_999)));
            assertThat(count(database, "usage_hour")).isZero();
            store.commit(batch(SomeFarms.numbered(farm, 2), many.subList(19_998, 20_000)));
            assertThat(count(database, "usage_tray")).isZero();
            assertThat(count(database, "usage_hour")).isEqualTo(20_000);
            assertThat(ask(database, wanted(Set.of(), ZoneOffset.UTC, 0, 0)))
                    .singleElement()
                    .extracting(UsageView::attempts)
                    .isEqualTo(20_001L);
            Retention year = new Retention(0, 0, 0, 0, 0, 100 * HOUR, 0);
            long now = 2_000 * HOUR;
            while (store.sweep(year, now)) {
                assertThat(count(database, "usage_hour")).isPositive();
            }
            assertThat(count(database, "usage_hour")).isEqualTo(1_000);
            assertThat(store.sweep(Retention.FOR_EVER, now)).isFalse();
            assertThat(count(database, "usage_hour")).isEqualTo(1_000);
        }
    }

    private static long count(Database database, String table) throws SQLException {
        try (Connection connection = database.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return result.next() ? result.getLong(1) : -1;
        }
    }
}
