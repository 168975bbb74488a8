package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.grouped;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;
import org.puli.farm.row.AuditRow;

/** What a person is told who submits, steers and deletes jobs, and what exactly is meant by what was named. */
class JobWordsTest {
    private final FarmFixture farm = FarmFixture.farm();

    private String refused(Request<?> request) {
        return requireNonNull(farm.refusal(request)).detail();
    }

    private String refused(JobSpec spec) {
        return refused(new SubmitJob("ada", spec, null));
    }

    private AuditRow audit(Request<?> request) {
        farm.ask(request);
        return ((Change.Audited) farm.changes.getLast()).row();
    }

    private static GroupSpec group(String name, TaskSettings settings, List<Dependency> after, TaskSpec... tasks) {
        return new GroupSpec(
                name, after, false, settings, List.of(tasks), List.of(), Precedence.DEFAULT, Strategy.FIFO);
    }

    private static Dependency part(long job, String task, By by) {
        return new Dependency.End(new JobId(job), task, Outcome.DONE, by, null);
    }

    private static Dependency end(long job) {
        return new Dependency.End(new JobId(job), null, Outcome.DONE, null, null);
    }

    @Test
    void aSubmitUnderAKnownKeyIsTheJobThatIsThere() {
        JobSpec spec = job(frames("a", "1-9"));
        SubmitJob.Taken first = farm.ask(new SubmitJob("ada", spec, "key"));
        SubmitJob.Taken again = farm.ask(new SubmitJob("ada", spec, "key"));
        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.job().id()).isEqualTo(first.job().id());
        assertThat(farm.farm.jobs()).hasSize(1);
    }

    @Test
    void theAuditTellsWhatWasSubmittedAndWhatWasDeleted() {
        AuditRow submitted = audit(new SubmitJob("ada", job(frames("a", "1-9")), null));
        assertThat(submitted.after()).isEqualTo("job, 9 commands");
        AuditRow deleted = audit(new DeleteJob(new JobId(1)));
        assertThat(deleted.target()).isEqualTo("job 1");
        assertThat(deleted.before()).isEqualTo("job");
    }

    @Test
    void whoSubmitsWhatNoWorkerCanHoldIsWarnedAtOnceAndNotWhenTheJobIsShownAgain() {
        farm.workers(1, 2);
        JobSpec spec = job(task("wide", "1", cores(8)));
        assertThat(farm.ask(new SubmitJob("ada", spec, "key")).job().warnings()).hasSize(1);
        assertThat(farm.ask(new SubmitJob("ada", spec, "key")).job().warnings()).isNull();
        assertThat(farm.ask(new SubmitJob("ada", job(frames("fits", "1")), null))
                        .job()
                        .warnings())
                .isNull();
    }

    @Test
    void aLicenseThatIsNotThereIsFoundWhereverItIsNamed() {
        String none = "there is no license 'nuke' (there are none yet); make it with 'puli license set nuke COUNT'"
                + "; the job was not taken";
        assertThat(refused(job(task("a", "1", licensed("nuke", 1))))).isEqualTo(none);
        GroupSpec inGroup = group("g", TaskSettings.NONE, List.of(), task("a", "1", licensed("nuke", 1)));
        GroupSpec ofGroup = group("g", licensed("nuke", 1), List.of(), frames("a", "1"));
        GroupSpec plain = group("p", TaskSettings.NONE, List.of(), frames("b", "1"));
        assertThat(refused(grouped(List.of(), plain, inGroup))).isEqualTo(none);
        assertThat(refused(grouped(List.of(), plain, ofGroup))).isEqualTo(none);
        farm.license("maya", 1);
        assertThat(refused(grouped(List.of(), ofGroup))).contains("(there are: maya)");
        farm.license("nuke", 1);
        farm.submit(grouped(List.of(task("c", "1", licensed("maya", 1))), plain, inGroup));
        farm.submit(grouped(List.of(), ofGroup));
    }

    @Test
    void aPoolThatIsNotThereIsRefusedWithThoseThatAre() {
        farm.ask(new CreatePool(PoolSpec.plain(new PoolName("night"))));
        JobSpec spec = job(frames("a", "1"));
        JobSpec elsewhere = new JobSpec(
                1,
                "job",
                "ada",
                new PoolName("nite"),
                50,
                1,
                0,
                spec.tags(),
                false,
                spec.settings(),
                spec.tasks(),
                List.of(),
                Strategy.FIFO);
        assertThat(refused(elsewhere))
                .isEqualTo("there is no pool 'nite' (there are: default, night); the job was not taken");
    }

    @Test
    void groupsAndWhatIsInThemMayNotWaitForWhatIsNotThere() {
        farm.submit(job(frames("render", "1-9")));
        GroupSpec good = group("good", TaskSettings.NONE, List.of(end(1)), frames("a", "1"));
        GroupSpec bad = group("bad", TaskSettings.NONE, List.of(end(7)), frames("b", "1"));
        GroupSpec inner = group("inner", TaskSettings.NONE, List.of(), frames("c", "1", part(1, "rendr", null)));
        assertThat(refused(grouped(List.of(), good, bad)))
                .isEqualTo("group 'bad' waits for job 7 to end done, but there is no job 7; the job was not taken");
        assertThat(refused(grouped(List.of(), good, inner)))
                .startsWith("task 'c' waits for 'rendr' of job 1 to end done, but job 1 has no task or group 'rendr'");
        farm.submit(grouped(List.of(frames("d", "1", part(1, "render", null))), good));
    }

    private static JobSpec manyTasks(int count) {
        return job(IntStream.rangeClosed(1, count)
                .mapToObj(i -> frames("t" + i, "1"))
                .toArray(TaskSpec[]::new));
    }

    @Test
    void twentyNamesAreToldAndMoreAreCutShort() {
        farm.submit(manyTasks(20));
        farm.submit(manyTasks(21));
        String twenty = IntStream.rangeClosed(1, 20).mapToObj(i -> "t" + i).collect(Collectors.joining(", "));
        assertThat(refused(job(frames("x", "1", part(1, "y", null))))).contains("(there are: " + twenty + ")");
        assertThat(refused(job(frames("x", "1", part(2, "y", null))))).contains("(there are: " + twenty + ", …)");
    }

    @Test
    void framesCannotWaitForATaskWithoutFramesButPlacesCan() {
        CommandLine line = new CommandLine(List.of("publish"), false);
        farm.submit(job(new TaskSpec(
                "publish", line, null, 1, List.of(), List.of(), false, TaskSettings.NONE, Precedence.DEFAULT)));
        assertThat(refused(job(frames("x", "1", part(1, "publish", By.FRAME)))))
                .contains("task 'publish' has no frames; 'by: command' pairs commands by their places");
        farm.submit(job(frames("x", "1", part(1, "publish", By.COMMAND))));
        GroupSpec waits = group("g", TaskSettings.NONE, List.of(part(1, "publish", By.COMMAND)), frames("y", "1"));
        assertThat(refused(grouped(List.of(), waits))).contains("only tasks can wait for each other");
    }

    @Test
    void aTaskIsNamedByItsNumberTooAndANameGoesBeforeANumber() {
        Job job = farm.submit(job(frames("a", "1"), frames("b", "1"), frames("1", "1")));
        farm.ask(new CancelJob(Selection.of(new Target.NodeOfJob(job.id(), "2"))));
        assertThat(job.tasks().get(1).status(0)).isEqualTo(Status.CANCELED);
        farm.ask(new CancelJob(Selection.of(new Target.NodeOfJob(job.id(), "1"))));
        assertThat(job.tasks().get(2).status(0)).isEqualTo(Status.CANCELED);
        assertThat(job.tasks().getFirst().status(0)).isEqualTo(Status.READY);
    }

    @Test
    void commandsAreChosenByTheirNumbersInWhateverTaskTheyAre() {
        Job job = farm.submit(job(frames("a", "1-4"), frames("b", "11-14")));
        Selection some =
                new Selection(new Target.WholeJob(job.id()), null, null, List.of(new NumberRange(4, 6)), false);
        farm.ask(new CancelJob(some));
        assertThat(statuses(job, 0)).isEqualTo("RRRC");
        assertThat(statuses(job, 1)).isEqualTo("CCRR");
    }

    private static String statuses(Job job, int task) {
        return IntStream.range(0, job.tasks().get(task).commandCount())
                .mapToObj(i -> job.tasks().get(task).status(i).name().substring(0, 1))
                .collect(Collectors.joining());
    }

    @Test
    void theAuditNamesTheOtherJobsThatACascadeReached() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.submit(job(frames("b", "1")).withAfter(List.of(end(1))));
        farm.submit(job(frames("c", "1")).withAfter(List.of(end(2))));
        Selection all = new Selection(new Target.WholeJob(job.id()), null, null, List.of(), true);
        assertThat(audit(new CancelJob(all)).target()).isEqualTo("job 1, and what waits for it, and of jobs 2, 3");
    }

    @Test
    void aPauseWithACascadeStopsWhatRunsOfAllThatWaits() {
        Dependency any = after("a", Outcome.ANY);
        Job job = farm.workers(2).submit(job(frames("a", "1"), frames("b", "1", any), frames("c", "1-9")));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(farm.command(2).isWanted()).isTrue();
        AuditRow row = audit(new PauseJob(new Target.NodeOfJob(job.id(), "a"), Running.REQUEUED, true));
        assertThat(row.target()).isEqualTo("task a of job 1, and what waits for it");
        assertThat(row.after()).isEqualTo("paused, running commands requeued");
        assertThat(farm.command(2).isWanted()).isFalse();
        assertThat(job.counts().assigned()).as("c waits for nobody").isEqualTo(1);
        assertThat(row.before()).isEqualTo("goes on");
        AuditRow resumed = audit(new ResumeJob(new Target.WholeJob(job.id()), true));
        assertThat(resumed.before()).isEqualTo("2 of 4 paused");
        assertThat(resumed.after()).isEqualTo("goes on");
    }

    @Test
    void aJobWithCommandsOnWorkersIsNotDeleted() {
        Job job = farm.workers(2).submit(job(frames("a", "1-2")));
        farm.plan();
        farm.ask(new CancelJob(job.id()));
        assertThat(refused(new DeleteJob(job.id())))
                .isEqualTo("job 1 still has 2 commands on workers; cancel it and try again when they have stopped");
        farm.end(1, EndedRun.Outcome.STOPPED);
        farm.end(2, EndedRun.Outcome.STOPPED);
        farm.ask(new DeleteJob(job.id()));
        assertThat(farm.farm.jobs()).isEmpty();
    }
}
