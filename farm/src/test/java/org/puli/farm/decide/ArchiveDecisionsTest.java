package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Counts;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.MarkJob;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Tick;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.RowBatch;

class ArchiveDecisionsTest {
    private static final long HOUR = 3_600_000;

    private FarmFixture fixture;

    @BeforeEach
    void keepForAnHour() {
        fixture = farm();
        fixture.rules = Rules.DEFAULT.withKeepMillis(HOUR);
    }

    private static JobSpec spec() {
        TaskSpec task = new TaskSpec(
                "t",
                new CommandLine(List.of("true"), false),
                null,
                1,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
        return new JobSpec(
                1,
                "j",
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1,
                0,
                Map.of(),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
    }

    private JobId canceled() {
        Job job = fixture.submit(spec());
        fixture.ask(new CancelJob(job.id()));
        return job.id();
    }

    private long archivedBy(Tick tick) {
        fixture.changes.clear();
        fixture.ask(tick);
        return fixture.changes.stream()
                .filter(change -> change instanceof Change.JobArchived)
                .count();
    }

    @Test
    void aJobLeavesWhenItHasBeenOverForLongEnough() {
        JobId job = canceled();
        fixture.submit(spec());
        fixture.millis += HOUR - 1;
        assertThat(archivedBy(new Tick())).isZero();
        fixture.millis++;
        assertThat(archivedBy(new Tick())).isEqualTo(1);
        assertThat(fixture.farm.findJob(job)).isNull();
        assertThat(fixture.farm.jobs()).hasSize(1);
        assertThat(fixture.changes)
                .anySatisfy(change -> assertThat(change).isInstanceOfSatisfying(Change.Audited.class, line -> {
                    assertThat(line.row().user()).isEqualTo("puli");
                    assertThat(line.row().verb()).isEqualTo("archive");
                    assertThat(line.row().jobId()).isEqualTo(job.value());
                }));
    }

    @Test
    void nothingLeavesByItselfWhereThatIsNotWanted() {
        fixture.rules = Rules.DEFAULT;
        canceled();
        fixture.millis += 1_000 * HOUR;
        assertThat(archivedBy(new Tick())).isZero();
    }

    @Test
    void manyLeaveAFewAtATimeAndEachIsAuditedUnderANumberOfItsOwn() {
        for (int i = 0; i < 2 * ArchiveDecisions.MOST_AT_ONCE + 1; i++) {
            canceled();
        }
        fixture.millis += HOUR;
        long first = fixture.farm.numbers().audit();
        assertThat(archivedBy(new Tick())).isEqualTo(ArchiveDecisions.MOST_AT_ONCE);
        assertThat(fixture.changes.stream()
                        .filter(change -> change instanceof Change.Audited)
                        .map(change -> ((Change.Audited) change).row().number())
                        .distinct())
                .hasSize(ArchiveDecisions.MOST_AT_ONCE)
                .allMatch(number -> number >= first);
        assertThat(archivedBy(new Tick())).isEqualTo(ArchiveDecisions.MOST_AT_ONCE);
        assertThat(archivedBy(new Tick())).isEqualTo(1);
    }

    @Test
    void whatLeavesIsWrittenToTheHistoryAndNotLoadedAnyMore() {
        JobId job = canceled();
        fixture.farm.takeTouched();
        fixture.ask(new ArchiveJob(job));
        RowBatch rows = fixture.farm.takeTouched().rows(fixture.farm.numbers().row(2));
        assertThat(rows.jobs()).isEmpty();
        assertThat(rows.deletedJobs()).containsExactly(job.value());
        ArchivedRow row = rows.archived().getFirst();
        assertThat(row.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0, 1, 0));
        assertThat(row.deletedAt()).isZero();
        assertThat(row.job().jobId()).isEqualTo(job.value());
    }

    @Test
    void whatWasTouchedOfItInTheSameBatchIsWrittenYet() {
        JobId job = canceled();
        fixture.ask(new DeleteJob(job));
        RowBatch rows = fixture.farm.takeTouched().rows(fixture.farm.numbers().row(2));
        assertThat(rows.specs()).hasSize(1);
        assertThat(rows.tasks()).hasSize(1);
        assertThat(rows.archived().getFirst().deletedAt()).isEqualTo(fixture.millis);
    }

    @Test
    void whatIsNotOverOrNotThereIsRefused() {
        Job job = fixture.submit(spec());
        assertThat(fixture.refusal(new ArchiveJob(job.id())).detail()).contains("is not over");
        assertThat(fixture.refusal(new ArchiveJob(new JobId(9))).detail()).contains("there is no job 9");
    }

    @Test
    void onlyWhatHasLeftMemoryIsMarked() {
        JobId job = canceled();
        assertThat(fixture.refusal(new MarkJob(job, true)).detail()).contains("is not in the history");
        assertThat(fixture.refusal(new MarkJob(new JobId(9), true)).detail()).contains("is not in the history");
        fixture.ask(new ArchiveJob(job));
        fixture.farm.takeTouched();
        fixture.ask(new MarkJob(job, true));
        fixture.ask(new MarkJob(job, false));
        RowBatch rows = fixture.farm.takeTouched().rows(fixture.farm.numbers().row(2));
        assertThat(rows.marks())
                .singleElement()
                .satisfies(mark -> assertThat(mark.deletedAt()).isZero());
    }

    @Test
    void aKeyIsRememberedWhenItsJobHasLeft() {
        JobId job = fixture.ask(new SubmitJob("ada", spec(), "k")).job().id();
        fixture.ask(new CancelJob(job));
        fixture.ask(new ArchiveJob(job));
        assertThat(fixture.refusal(new SubmitJob("ada", spec(), "k")).type()).isEqualTo(SubmitJob.ARCHIVED);
        assertThat(fixture.refusal(new SubmitJob("ada", spec(), "other"))).isNull();
    }
}
