package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Need;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.PathRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.WorkerRow;

/** What every store must do. */
abstract class FarmStoreContract {
    static final String ODD = "Ünïcødé 影 🎬 '\"; DROP TABLE job;--";
    private static final PathRule ELSEWHERE = new PathRule("films", "/nas/films", null, "\\\\nas\\films");

    abstract FarmStore store();

    /** The store as it is after the process died: nothing was closed. */
    abstract FarmStore storeAfterCrash();

    abstract List<AttemptRow> history();

    abstract List<AuditRow> audit();

    @Test
    void aNewFarmIsEmptyAndHasAName() {
        FarmRows rows = store().load();
        assertThat(rows.farm().farmId()).hasSize(16);
        assertThat(rows.farm().batch()).isZero();
        assertThat(rows.jobs()).isEmpty();
        assertThat(store().load()).isEqualTo(rows);
    }

    @Test
    void whatWasCommittedIsLoadedAgain() {
        FarmRow farm = farmRow(1);
        store().commit(full(farm));
        FarmRows rows = storeAfterCrash().load();
        RowBatch batch = full(farm);
        assertThat(rows.farm()).isEqualTo(farm);
        assertThat(rows.specs()).isEqualTo(batch.specs());
        assertThat(rows.jobs()).isEqualTo(batch.jobs());
        assertThat(rows.tasks()).isEqualTo(batch.tasks());
        assertThat(rows.commands()).isEqualTo(batch.commands());
        assertThat(rows.workers()).isEqualTo(batch.workers());
        assertThat(rows.pools()).isEqualTo(batch.pools());
        assertThat(rows.licenses()).isEqualTo(batch.licenses());
        assertThat(rows.blocks()).isEqualTo(batch.blocks());
        assertThat(rows.paths()).isEqualTo(batch.paths());
        assertThat(history()).isEqualTo(batch.attempts());
        assertThat(audit()).isEqualTo(batch.audit());
    }

    @Test
    void aBatchWhoseAnswerWasLostIsStoredOnce() {
        FarmRow farm = farmRow(1);
        store().commit(full(farm));
        store().commit(full(farm));
        assertThat(history()).hasSize(1);
        assertThat(audit()).hasSize(2);
    }

    @Test
    void aRowReplacesTheOneOfTheSameKey() {
        store().commit(full(farmRow(1)));
        CommandRow later = command(Status.DONE, 0, null);
        FarmRow farm = farmRow(2);
        store().commit(new RowBatch(
                farm,
                List.of(),
                List.of(),
                List.of(),
                List.of(later),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new PathRow("films", ELSEWHERE))));
        FarmRows rows = storeAfterCrash().load();
        assertThat(rows.paths()).extracting(PathRow::rule).contains(ELSEWHERE);
        assertThat(rows.commands()).containsExactly(later);
        assertThat(rows.farm().batch()).isEqualTo(2);
    }

    /** Rows without anything special are written with fewer words, which have to take back all that was special. */
    @Test
    void nothingOfWhatWasSpecialOutlastsARowWithoutIt() {
        store().commit(full(farmRow(1)));
        CommandRow plain = plain(Status.ASSIGNED, null);
        store().commit(SomeFarms.batch(farmRow(2), List.of(plain), List.of()));
        assertThat(storeAfterCrash().load().commands()).containsExactly(plain);
        CommandRow special = command(Status.FAILED, 3, ODD);
        store().commit(SomeFarms.batch(farmRow(3), List.of(special), List.of()));
        assertThat(storeAfterCrash().load().commands()).containsExactly(special);
    }

    @Test
    void whatIsDeletedLeavesItsHistoryAndItsAudit() {
        store().commit(full(farmRow(1)));
        store().commit(new RowBatch(
                farmRow(2),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(1L),
                List.of("w1"),
                List.of("night"),
                List.of(new PathRow("films", null))));
        FarmRows rows = storeAfterCrash().load();
        assertThat(rows.jobs()).isEmpty();
        assertThat(rows.pools()).hasSize(1);
        assertThat(rows.specs()).isEmpty();
        assertThat(rows.tasks()).isEmpty();
        assertThat(rows.commands()).isEmpty();
        assertThat(rows.blocks()).isEmpty();
        assertThat(rows.paths()).extracting(PathRow::name).containsExactly("tools");
        assertThat(rows.workers()).isEmpty();
        assertThat(history()).hasSize(1);
        assertThat(audit()).hasSize(2);
    }

    FarmRow farmRow(long batch) {
        return new FarmRow(store().load().farm().farmId(), 1, batch, 2, 3, 4, 5, 6, 7, 7.25);
    }

    static RowBatch full(FarmRow farm) {
        TaskSpec task = new TaskSpec(
                ODD,
                new CommandLine(List.of("echo", "x".repeat(65_536)), false),
                null,
                1,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
        JobSpec spec = new JobSpec(
                1,
                ODD,
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                0.1,
                0,
                Map.of(),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
        JobRow job = new JobRow(
                1,
                ODD,
                "ada",
                "root",
                "key",
                "default",
                50,
                0.1,
                0,
                true,
                Status.PAUSED,
                1,
                1,
                3,
                0.5,
                10,
                0,
                0,
                ODD,
                4,
                5,
                1L << 31,
                1_750_000_000_000L,
                6);
        AttemptRow attempt = new AttemptRow(
                1,
                1,
                1,
                "w1",
                7,
                AttemptRow.Outcome.FAILED,
                null,
                9,
                ODD,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                1_500,
                Map.of("psnr", "38.2", "odd", ODD));
        WorkerRow worker = new WorkerRow(
                "w1",
                1,
                "boot",
                Presence.LOST,
                Duty.PAUSED,
                ODD,
                new WorkerFacts(4, 1L << 40, "linux", "2", equipment(), machine()),
                List.of("default", "night"),
                List.of("night", "default"),
                2,
                1L << 30,
                List.of("gpu", ODD),
                "1:1,2:1",
                2,
                77,
                true);
        return new RowBatch(
                farm,
                List.of(new JobSpecRow(1, spec)),
                List.of(job),
                List.of(new TaskRow(1, 1, Status.DONE, true, -1), new TaskRow(2, 1, Status.READY, null, 0)),
                List.of(command(Status.FAILED, 3, ODD)),
                List.of(attempt),
                List.of(
                        new AuditRow(1, 7, "ada", "10.0.0.1", "cancel", ODD, 1L, null, "3 ready", "3 canceled"),
                        new AuditRow(2, 8, ODD, null, "pause", "worker w1", null, "w1", "", ODD)),
                List.of(worker),
                List.of(new PoolRow(divided()), new PoolRow(PoolSpec.plain(new PoolName("night")))),
                List.of(new LicenseRow("nuke", 20, SeatsPer.WORKER, 3, 4_000, 1_000)),
                List.of(new BlockRow(1, 1, "w1", 3, true, "ada", ODD, 9)),
                List.of(),
                List.of(),
                List.of(),
                List.of(new PathRow("films", films()), new PathRow("tools", ELSEWHERE)));
    }

    private static PathRule films() {
        return new PathRule(
                "films", "/mnt/" + ODD, "/Volumes/films", "F:\\", true, PathTest.WRITE, List.of(JobSpec.DEFAULT_POOL));
    }

    private static PoolSpec divided() {
        ShareSpec share = new ShareSpec(ODD, Map.of("prod", List.of("a", "b")), List.of("ada"), 2, 3, 4.5);
        return new PoolSpec(JobSpec.DEFAULT_POOL, List.of(share), 2)
                .withAgeBoost(0.125)
                .with(Preempt.CHEAPEST, new Grace(Duration.ofMillis(1_500)));
    }

    private static MachineFacts machine() {
        return new MachineFacts(
                "Epyc",
                32,
                64,
                1L << 40,
                1L << 33,
                "Rocky 9",
                ODD,
                "10.0.0.7",
                List.of(new MachineFacts.Gpu(0, "GPU-1", "L40S", 48L << 30, "550.54")),
                List.of(new MachineFacts.Disk("/", "xfs", 1L << 41)));
    }

    private static Equipment equipment() {
        return new Equipment(
                2, 8L << 30, Map.of("scratch", 1.5), List.of(ODD), List.of("maya"), Map.of("os", ODD), 1.5, List.of());
    }

    private static Need held() {
        return new Need(2000, 2000, 5, 1, 6, Map.of("scratch", 1500L), true, Map.of(new LicenseName("nuke"), 2));
    }

    static CommandRow command(Status status, int exitCode, @Nullable String reason) {
        return new CommandRow(
                2,
                1,
                status,
                1,
                1,
                0,
                "w1",
                0,
                1,
                2,
                3,
                exitCode == 0 ? null : exitCode,
                reason,
                held(),
                3,
                99,
                List.of("w2", "w1"),
                true,
                "default",
                ODD,
                "1-4,9",
                12L << 30);
    }

    private static CommandRow plain(Status status, @Nullable Integer exitCode) {
        return new CommandRow(
                2, 1, status, 4, 0, 0, "w3", 9, 5, 0, 0, exitCode, null, null, 0, 0, List.of(), false, null, null, null,
                0);
    }
}
