package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.view.AuditView;
import org.puli.dispatcher.stats.AuditQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.RowBatch;

/** A server, a session or a machine in another time zone changes nothing, on a leap day either. */
class TimeZonesTest {
    private static final long LEAP_DAY =
            Instant.parse("2028-02-29T23:59:59.999Z").toEpochMilli();

    @TempDir
    @Nullable
    Path folder;

    @ParameterizedTest
    @EnumSource
    void timesAreTheSameEverywhere(Kind kind) throws Exception {
        DatabaseAddress address = kind.create(folder);
        SomeFarms.fill(address);
        SomeFarms.Whole before = SomeFarms.Whole.of(address);
        TimeZone own = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            move(address, kind, "+13:00");
            assertThat(SomeFarms.Whole.of(address)).isEqualTo(before);
            store(address, before.rows().farm());
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            move(address, kind, "-03:30");
            assertThat(since(address, LEAP_DAY)).extracting(AuditView::at).containsExactly(LEAP_DAY);
            assertThat(since(address, LEAP_DAY + 1)).isEmpty();
        } finally {
            TimeZone.setDefault(own);
            move(address, kind, "+00:00");
        }
    }

    private static void move(DatabaseAddress address, Kind kind, String offset) throws Exception {
        switch (kind) {
            case SQLITE -> {}
            case POSTGRESQL -> {
                String name = address.toString().replaceAll(".*/", "");
                SomeFarms.run(address, "ALTER DATABASE " + name + " SET timezone TO '<x>" + offset + "'");
            }
            case MARIADB -> SomeFarms.run(address, "SET GLOBAL time_zone = '" + offset + "'");
        }
    }

    private static void store(DatabaseAddress address, FarmRow farm) {
        try (SqlFarmStore store = SqlFarmStore.open(SomeFarms.reach(address))) {
            store.load();
            RowBatch none = SomeFarms.batch(SomeFarms.numbered(farm, 5), List.of(), List.of());
            store.commit(new RowBatch(
                    none.farm(),
                    none.specs(),
                    none.jobs(),
                    none.tasks(),
                    none.commands(),
                    none.attempts(),
                    List.of(new AuditRow(9, LEAP_DAY, "ada", null, "leap", "t", null, null, "", "")),
                    none.workers(),
                    none.pools(),
                    none.licenses(),
                    none.blocks(),
                    none.deletedJobs(),
                    none.deletedWorkers(),
                    none.deletedPools(),
                    none.paths()));
        }
    }

    private static List<AuditView> since(DatabaseAddress address, long at) throws InterruptedException {
        Database database = SomeFarms.reach(address);
        try (SqlReader reader = new SqlReader(database::connectToRead, database.dialect() == Dialect.SQLITE)) {
            return new AuditQueries(reader)
                    .page(new AuditQueries.Wanted(null, null, null, at, 0, 10))
                    .items();
        }
    }
}
