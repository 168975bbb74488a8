package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.Status;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.OrdersShow;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ExplainCommand;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.ExplainWorker;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Request;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.ShowBlocklist;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;
import org.puli.farm.request.Tick;

/** How work and workers are named in requests, and what is answered to who asks why something waits. */
class NamedWorkTest {
    private final FarmFixture farm = FarmFixture.farm();

    private static Selection of(@Nullable Status status, @Nullable String frames, List<NumberRange> numbers) {
        FrameRange range = frames == null ? null : FrameRange.parse(frames);
        return new Selection(new Target.WholeJob(new JobId(1)), status, range, numbers, false);
    }

    @Test
    void aSelectionIsOfAllUnlessItNamesAStatusFramesOrNumbers() {
        assertThat(of(null, null, List.of()).isWhole()).isTrue();
        assertThat(of(Status.FAILED, null, List.of()).isWhole()).isFalse();
        assertThat(of(null, "1-4", List.of()).isWhole()).isFalse();
        assertThat(of(null, null, List.of(new NumberRange(1, 4))).isWhole()).isFalse();
    }

    @Test
    void theAuditTellsWhatWasSelectedAsItWasNamed() {
        farm.submit(job(frames("a", "1-9")));
        Target node = new Target.Node(new TaskId(1));
        FrameRange frames = FrameRange.parse("2-5");
        List<NumberRange> numbers = List.of(new NumberRange(3, 9));
        farm.ask(new SkipCommands(new Selection(node, Status.READY, frames, numbers, false)));
        Change.Audited last = (Change.Audited) farm.changes.getLast();
        assertThat(last.row().target()).isEqualTo("task 1, status READY, frames 2-5, commands 3-9");
        assertThat(last.row().after()).isEqualTo("3 skipped");
        farm.ask(new PauseJob(node, Running.GOES_ON, false));
        last = (Change.Audited) farm.changes.getLast();
        assertThat(last.row().verb() + " " + last.row().target()).isEqualTo("pause task 1");
    }

    @Test
    void aRequestOfOneWordIsAboutTheFarm() {
        assertThat(Note.of(new Tick())).extracting(Note::verb, Note::target).containsExactly("tick", "farm");
    }

    @Test
    void whoAsksWhyIsAnsweredAboutJobsCommandsAndWorkers() {
        farm.workers(1).submit(job(frames("a", "1-2")));
        farm.plan();
        Job late = farm.submit(job(frames("b", "1")));
        farm.plan();
        assertThat(farm.ask(new ExplainJob(late.id())).answer())
                .isEqualTo(farm.why.ofJob(late).answer());
        assertThat(farm.ask(new ExplainCommand(new CommandId(2))).answer())
                .isEqualTo(farm.why.ofCommand(farm.command(1).task(), 1).answer());
        Worker worker = farm.worker("w1");
        assertThat(farm.ask(new ExplainWorker(worker.name())).answer())
                .isEqualTo(farm.why.ofWorker(worker).answer());
    }

    private @Nullable String type(Request<?> request) {
        return requireNonNull(farm.refusal(request)).type();
    }

    @Test
    void whoAsksWhyOfWhatIsNotThereIsToldSo() {
        assertThat(type(new ExplainJob(new JobId(1)))).isEqualTo("unknown-job");
        assertThat(type(new ExplainCommand(new CommandId(1)))).isEqualTo("unknown-command");
        assertThat(type(new ExplainWorker(new WorkerName("w1")))).isEqualTo("unknown-worker");
    }

    @Test
    void aPageOfABlocklistHasNoMoreThanWasAskedFor() {
        Job job = farm.workers(3).submit(job(frames("a", "1"), frames("b", "1")));
        for (String worker : List.of("w1", "w2", "w3")) {
            farm.ask(new BlockWorker(job.id(), "a", new WorkerName(worker), "ada", null));
        }
        farm.ask(new BlockWorker(job.id(), "b", new WorkerName("w1"), "ada", null));
        var page = farm.ask(new ShowBlocklist(job.id(), 1, 2));
        assertThat(page.items()).extracting("worker").containsExactly(new WorkerName("w2"), new WorkerName("w3"));
        assertThat(page.total()).isEqualTo(4);
    }

    @Test
    void theFileOfAWorkerThatIsLostGoesToAnotherInTheSameBreath() {
        farm.workers(2);
        farm.submit(job(frames("a", "1", new Dependency.File("/plates"))));
        farm.passHeard(500);
        assertThat(OrdersShow.files(farm.farm, farm.worker("w1"))).containsExactly("/plates");
        farm.millis += 31_000;
        farm.sync(farm.report("w2", "boot"));
        farm.pass(0);
        var watch = requireNonNull(farm.farm.files().find(JobSpec.DEFAULT_POOL, "/plates"));
        assertThat(watch.worker()).isSameAs(farm.worker("w2"));
    }
}
