package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.ArchivedJob;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.Retention;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.ShowJob;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.MarkRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;

/** What every database does with jobs that leave memory. */
abstract class SqlArchiveContract extends FarmStoreContract {
    static final long FRAMES = 700;
    static final long DAY = 24 * 3_600_000L;
    static final long NOW = 1_000 * DAY;

    /** The database of this very test. */
    abstract Database database();

    private static JobSpec spec(String name) {
        TaskSpec task = new TaskSpec(
                "t",
                new CommandLine(List.of("echo", "{frame}"), false),
                FrameRange.parse("1-" + FRAMES),
                1,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
        return new JobSpec(
                1,
                name,
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1,
                0,
                Map.of("shot", "sh010"),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
    }

    static JobRow job(long number, Status status, long endedAt) {
        return new JobRow(
                number,
                "Job " + number,
                "ada",
                "ada",
                "key-" + number,
                "default",
                50,
                1,
                0,
                false,
                status,
                number,
                number * 10_000,
                FRAMES,
                0,
                1,
                2,
                endedAt,
                null,
                0,
                0,
                0,
                0,
                0);
    }

    private static CommandRow command(long job, long index) {
        CommandRow like = FarmStoreContract.command(Status.DONE, 0, null);
        return new CommandRow(
                job * 10_000 + index,
                job,
                Status.DONE,
                1,
                0,
                0,
                "w1",
                0,
                like.assignedAt(),
                like.startedAt(),
                like.endedAt(),
                0,
                null,
                null,
                0,
                0,
                List.of(),
                false,
                null,
                null,
                null,
                0);
    }

    private static AttemptRow attempt(CommandRow row, long endedAt) {
        return new AttemptRow(
                row.commandId(),
                1,
                row.jobId(),
                "w1",
                7,
                AttemptRow.Outcome.DONE,
                0,
                null,
                null,
                1,
                2,
                endedAt,
                4,
                5,
                6,
                7,
                1_000);
    }

    private static List<CommandRow> commands(long job) {
        List<CommandRow> rows = new ArrayList<>();
        for (long index = 0; index < FRAMES; index++) {
            rows.add(command(job, index));
        }
        return rows;
    }

    /** A job that is in memory, all of whose commands are done. */
    private RowBatch submitted(long batch, JobRow job) {
        return submitted(farm(batch), job);
    }

    static RowBatch submitted(FarmRow farm, JobRow job) {
        List<CommandRow> rows = commands(job.jobId());
        return batch(
                farm,
                List.of(new JobSpecRow(job.jobId(), spec(job.name()))),
                List.of(job),
                rows,
                rows.stream().map(row -> attempt(row, job.endedAt())).toList());
    }

    private static RowBatch batch(
            FarmRow farm,
            List<JobSpecRow> specs,
            List<JobRow> jobs,
            List<CommandRow> commands,
            List<AttemptRow> attempts) {
        List<TaskRow> tasks = jobs.stream()
                .map(job -> new TaskRow(job.firstTaskId(), job.jobId(), Status.READY, null, 0))
                .toList();
        List<AuditRow> audit = List.of(new AuditRow(
                farm.batch(), NOW - 10 * DAY + farm.batch(), "ada", null, "submit", "job", null, null, "", ""));
        return new RowBatch(
                farm, specs, jobs, tasks, commands, attempts, audit, List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of());
    }

    private RowBatch archiving(long number, List<ArchivedRow> archived, List<MarkRow> marks) {
        return archiving(farm(number), archived, marks);
    }

    static RowBatch archiving(FarmRow farm, List<ArchivedRow> archived, List<MarkRow> marks) {
        List<Long> gone = archived.stream().map(row -> row.job().jobId()).toList();
        return new RowBatch(
                farm, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), gone, List.of(), List.of(), List.of(), archived, marks);
    }

    private FarmRow farm(long number) {
        return farm(store().load().farm().farmId(), number);
    }

    static FarmRow farm(String id, long number) {
        return new FarmRow(id, 1, number, 20, 20, 900_000, 5, 6, 7, 0);
    }

    static ArchivedRow archived(JobRow job) {
        Counts counts = new Counts(FRAMES, 0, 0, 0, 0, FRAMES, 0, 0, 0);
        return new ArchivedRow(job, counts, Map.of("shot", "sh010"), NOW - DAY, 0);
    }

    /** Jobs 1 to 3, of which the second one stays in memory. */
    private void archive() {
        JobRow one = job(1, Status.DONE, NOW - 100 * DAY);
        JobRow two = job(2, Status.DONE, NOW - 100 * DAY);
        JobRow three = job(3, Status.FAILED, NOW - 50 * DAY);
        store().commit(submitted(1, one));
        store().commit(submitted(2, two));
        store().commit(submitted(3, three));
        RowBatch batch = archiving(4, List.of(archived(one), archived(three)), List.of());
        store().commit(batch);
        store().commit(batch);
    }

    private long count(String from) throws SQLException {
        try (Connection other = database().connectToRead();
                Statement statement = other.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            return result.next() ? result.getLong(1) : -1;
        }
    }

    static JobArchive.Wanted all(boolean deleted) {
        return new JobArchive.Wanted(null, null, null, null, null, List.of(), 0, 0, deleted, 0, 10);
    }

    static List<Long> numbers(Page<JobView> page) {
        return page.items().stream().map(job -> job.id().value()).toList();
    }

    @Test
    void whatLeavesMemoryIsNotLoadedAndIsFoundWithAllThatBelongsToIt() {
        archive();
        FarmRows rows = storeAfterCrash().load();
        assertThat(rows.jobs()).extracting(JobRow::jobId).containsExactly(2L);
        assertThat(rows.specs()).extracting(JobSpecRow::jobId).containsExactly(2L);
        assertThat(rows.tasks()).extracting(TaskRow::jobId).containsExactly(2L);
        assertThat(rows.commands()).hasSize((int) FRAMES).allMatch(row -> row.jobId() == 2);
        try (SqlJobArchive archive = new SqlJobArchive(database())) {
            ArchivedJob job = archive.find(new JobId(3));
            assertThat(job).isNotNull();
            JobView view = job.shown(job.ask(new ShowJob(new JobId(3))));
            assertThat(view.counts().done()).isEqualTo(FRAMES);
            assertThat(view.archivedAt()).isEqualTo(NOW - DAY);
            assertThat(view.deletedAt()).isNull();
            assertThat(job.ask(new ListCommands(new JobId(3), "t", Status.DONE, FRAMES - 1, 10))
                            .items())
                    .hasSize(1);
            assertThat(archive.find(new JobId(2))).isNull();
            assertThat(archive.findJob(new CommandId(30_000 + FRAMES - 1))).isEqualTo(new JobId(3));
            assertThat(archive.findJob(new CommandId(30_000 + FRAMES))).isNull();
            assertThat(archive.findJob(new CommandId(20_000))).isNull();
            assertThat(archive.findJob("key-1")).isEqualTo(new JobId(1));
            assertThat(archive.findJob("KEY-1")).isNull();
            assertThat(numbers(archive.page(all(false)))).containsExactly(3L, 1L);
        }
    }

    @Test
    void theHistoryKeepsEverythingUntilItIsToldOtherwise() throws SQLException {
        archive();
        assertThat(store().sweep(Retention.FOR_EVER, NOW)).isFalse();
        assertThat(count("job_history")).isEqualTo(2);
        assertThat(count("command")).isEqualTo(3 * FRAMES);
        assertThat(count("attempt")).isEqualTo(3 * FRAMES);
    }

    @Test
    void whatIsTooOldIsDeletedAndGoneAfterADayUnlessSomebodyThinksBetterOfIt() throws SQLException {
        archive();
        Retention retention = new Retention(90 * DAY, 180 * DAY, 0, 0, 0, DAY);
        sweepAll(retention, NOW);
        try (SqlJobArchive archive = new SqlJobArchive(database())) {
            assertThat(numbers(archive.page(all(true)))).containsExactly(1L);
            assertThat(numbers(archive.page(all(false)))).containsExactly(3L);
            assertThat(count("command")).isEqualTo(3 * FRAMES);
            store().commit(archiving(5, List.of(), List.of(new MarkRow(1, 0), new MarkRow(3, NOW))));
            assertThat(numbers(archive.page(all(true)))).containsExactly(3L);
            store().commit(archiving(6, List.of(), List.of(new MarkRow(1, NOW), new MarkRow(99, NOW))));
        }
        sweepAll(retention, NOW + DAY - 1);
        assertThat(count("job_history")).isEqualTo(2);
        int turns = sweepAll(retention, NOW + DAY);
        assertThat(turns).as("in slices").isGreaterThan(3);
        assertThat(count("job_history")).isZero();
        assertThat(count("job_spec")).isEqualTo(1);
        assertThat(count("task")).isEqualTo(1);
        assertThat(count("command")).isEqualTo(FRAMES);
        assertThat(count("attempt")).isEqualTo(3 * FRAMES);
        assertThat(storeAfterCrash().load().commands()).hasSize((int) FRAMES);
    }

    private int sweepAll(Retention retention, long now) {
        int turns = 1;
        while (store().sweep(retention, now)) {
            turns++;
        }
        return turns;
    }

    @Test
    void attemptsAndLinesOfTheAuditGoByTheirOwnAge() throws SQLException {
        archive();
        sweepAll(new Retention(0, 0, 0, 60 * DAY, 10 * DAY, DAY), NOW);
        assertThat(history()).hasSize((int) FRAMES).allMatch(row -> row.jobId() == 3);
        assertThat(audit()).hasSize(3);
        sweepAll(new Retention(0, 0, 0, 0, 5 * DAY, DAY), NOW);
        assertThat(audit()).isEmpty();
        assertThat(count("job_history")).isEqualTo(2);
    }

    @Test
    void whoeverDidNotWriteLastSweepsNothing() throws SQLException {
        archive();
        FarmStore first = store();
        try (SqlFarmStore second = SqlFarmStore.open(database())) {
            second.load();
            second.commit(archiving(5, List.of(), List.of()));
            Retention short1 = new Retention(1, 1, 1, 1, 1, 0);
            assertThatThrownBy(() -> first.sweep(short1, NOW)).isInstanceOf(LeadershipLost.class);
        }
        assertThat(count("job_history WHERE deleted_at > 0")).isZero();
    }
}
