package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.view.WhyView;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;

/** What is said of work and workers that something else than room holds back. */
class WhyHindrancesTest {
    private final FarmFixture farm = farm();

    private WhyView ofCommand(long command) {
        farm.plan();
        Task task = requireNonNull(farm.farm.findTask(new CommandId(command)));
        return farm.why.ofCommand(task, task.indexOf(new CommandId(command)));
    }

    private String answer(Job job) {
        farm.plan();
        return farm.why.ofJob(job).answer();
    }

    @Test
    void aTimeThatCountsFromTheSubmitIsToldAsTheMoment() {
        Dependency at = new Dependency.Time(Instant.ofEpochMilli(farm.millis + 5_000), null);
        Dependency later = new Dependency.Time(null, Duration.ofSeconds(9));
        assertThat(answer(farm.submit(job(frames("a", "1", at))))).isEqualTo("waits: task 'a' waits for " + at.words());
        assertThat(answer(farm.submit(job(frames("a", "1", later)))))
                .isEqualTo("waits: task 'a' waits for " + later.words() + ", "
                        + Instant.ofEpochMilli(farm.millis + 9_000));
    }

    @Test
    void commandsThatArePausedOneByOneAreCounted() {
        farm.workers(2);
        Job job = farm.submit(job(frames("a", "1-2")));
        farm.ask(new HoldCommands(Selection.of(new Target.One(new CommandId(1))), Running.GOES_ON));
        assertThat(answer(job)).isEqualTo("runs all that it can: task 'a' has 1 command paused one by one");
        assertThat(ofCommand(1).answer()).isEqualTo("is paused itself");
        assertThat(ofCommand(1).advice()).isEqualTo("puli command resume 1");
    }

    @Test
    void aFrameThatWaitsForAnotherNamesIt() {
        farm.workers(1);
        Dependency pair = new Dependency.End(null, "a", Dependency.Outcome.DONE, Dependency.By.FRAME, 0);
        farm.submit(job(frames("a", "1-2"), frames("b", "1-2", pair)));
        assertThat(ofCommand(4).answer()).isEqualTo("waits for its part of " + pair.words());
    }

    @Test
    void whatIsTriedAgainWaitsUntilItsLastTryIsGone() {
        farm.workers(2);
        Job job = farm.submit(job(frames("a", "1")));
        farm.plan();
        farm.ask(new CancelJob(job.id()));
        farm.ask(new RetryJob(job.id(), false));
        assertThat(ofCommand(1).answer()).isEqualTo("is ready again; w1 still stops its last try");
    }

    @Test
    void aWorkerThatIsPausedTellsWhy() {
        farm.workers(2);
        farm.ask(new PauseWorker(farm.worker("w1").name(), "oil change"));
        farm.ask(new PauseWorker(farm.worker("w2").name(), null));
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer()).isEqualTo("is paused: oil change");
        assertThat(farm.why.ofWorker(farm.worker("w2")).answer()).isEqualTo("is paused");
        assertThat(farm.why.ofWorker(farm.worker("w2")).advice()).isEqualTo("puli worker resume w2");
        assertThat(farm.why.ofWorker(farm.worker("w2")).parts()).isEqualTo(List.of());
        farm.ask(new DrainWorker(new WorkerName("w2"), null));
        assertThat(farm.why.ofWorker(farm.worker("w2")).answer()).isEqualTo("is drained");
    }

    @Test
    void whatEndsAQuarantineIsTold() {
        farm.workers(1);
        farm.ask(new QuarantineWorker(new WorkerName("w1"), "bad RAM"));
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer()).isEqualTo("is quarantined: bad RAM");
        assertThat(farm.why.ofWorker(farm.worker("w1")).advice()).isEqualTo("puli worker release w1");
    }

    @Test
    void aJobThatItsFailuresStoppedSaysSo() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-2")));
        farm.apply(new Change.JobStopped(job.id(), "3 of its commands failed"));
        assertThat(answer(job)).isEqualTo("is paused: 3 of its commands failed");
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("puli job resume 1");
        farm.ask(new PauseJob(job.id()));
        assertThat(answer(job)).startsWith("is paused");
    }

    @Test
    void whatIsBlockedEverywhereIsToBeUnblocked() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1")));
        farm.ask(new BlockWorker(job.id(), null, new WorkerName("w1"), "ada", null));
        assertThat(answer(job)).isEqualTo("waits: no worker takes it (1 worker: 1 blocklisted for this task)");
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("puli job blocklist 1 --clear --worker w1");
    }
}
