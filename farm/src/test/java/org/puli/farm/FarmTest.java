package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.grouped;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.row.FarmRows;

class FarmTest {
    @Test
    void aMillionFramesAreOneJobWithoutASingleRowOfCommands() {
        FarmFixture farm = farm();
        Job job = farm.submit(job(frames("render", "1-1000000")));
        assertThat(job.counts().ready()).isEqualTo(1_000_000);
        assertThat(farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).commands())
                .isEmpty();
    }

    @Test
    void whoeverLoadsAFarmShowsAllOfItAnew() {
        FarmFixture farm = farm().workers(1).license("nuke", 2);
        Job job = farm.submit(job(frames("render", "1")));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        Touched touched = Farm.load(farm.farm.rows(1)).touched();
        assertThat(touched.shownJobs()).extracting(Job::id).containsExactly(job.id());
        assertThat(touched.shownWorkers()).hasSize(1);
        assertThat(touched.shownPools()).hasSize(1);
        assertThat(touched.shownLicenses()).hasSize(1);
    }

    @Test
    void aTaskWaitsForTheOneBefore() {
        FarmFixture farm = farm().workers(4);
        Job job = farm.submit(job(frames("render", "1-2"), frames("sheet", "1", after("render"))));
        assertThat(farm.plan()).hasSize(2);
        assertThat(job.counts().blocked()).isEqualTo(1);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(job.counts().status(false)).isEqualTo(Status.DONE);
        assertThat(job.endedAt()).isEqualTo(farm.millis);
    }

    @Test
    void whoWaitsForSuccessStaysBlockedByAFailureAndGoesOnAfterARetry() {
        FarmFixture farm = farm().workers(1);
        Job job = farm.submit(job(frames("render", "1"), frames("sheet", "1", after("render"))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(job.counts().status(false)).isEqualTo(Status.FAILED);
        assertThat(job.isOver()).isTrue();
        farm.ask(new RetryJob(job.id(), false));
        assertThat(job.endedAt()).isZero();
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void whoWaitsForAFailureIsSkippedWhenThereIsNone() {
        FarmFixture farm = farm().workers(1);
        Job job = farm.submit(job(
                frames("render", "1"),
                frames("cleanup", "1", after("render", Outcome.FAILED)),
                frames("mail", "1", after("cleanup"))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(job.tasks().get(1).status(0)).isEqualTo(Status.SKIPPED);
        assertThat(farm.plan()).as("a skipped task counts as done").hasSize(1);
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(job.counts().status(false)).isEqualTo(Status.DONE);
    }

    @Test
    void aGroupIsWaitedForAsAWholeAndItsChildrenWaitWithIt() {
        FarmFixture farm = farm().workers(4);
        GroupSpec group = new GroupSpec(
                "fx",
                List.of(after("prepare")),
                false,
                TaskSettings.NONE,
                List.of(frames("a", "1"), frames("b", "1")),
                List.of(),
                Precedence.DEFAULT,
                Strategy.FIFO);
        Job job = farm.submit(grouped(List.of(frames("prepare", "1"), frames("end", "1", after("fx"))), group));
        assertThat(farm.plan()).hasSize(1);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(2);
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(job.groups().get(0).counts().done()).isEqualTo(1);
        assertThat(farm.plan()).isEmpty();
        farm.end(4, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aFailedTryIsRepeatedAsOftenAsAllowed() {
        FarmFixture farm = farm().workers(1);
        Job job = farm.submit(job(task("render", "1", attempts(2))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(farm.plan().get(0).attempt()).isEqualTo(2);
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(job.counts().failed()).isEqualTo(1);
        farm.ask(new RetryJob(job.id(), false));
        assertThat(farm.plan().get(0).attempt()).as("numbers go on").isEqualTo(3);
    }

    @Test
    void aCanceledCommandHoldsItsWorkerUntilThatSaysItIsGone() {
        FarmFixture farm = farm().workers(1);
        Job job = farm.submit(job(frames("render", "1-3")));
        farm.plan();
        farm.ask(new CancelJob(job.id()));
        assertThat(job.counts().canceled()).isEqualTo(3);
        assertThat(farm.worker("w1").freeMilliCores()).isZero();
        assertThat(farm.refusal(new DeleteJob(job.id()))).isNotNull();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.command(1).status()).as("the cancel was acknowledged").isEqualTo(Status.CANCELED);
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(1000);
        assertThat(farm.refusal(new DeleteJob(job.id()))).isNull();
        assertThat(farm.farm.counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void aRetriedCommandStartsOnlyWhenItsCanceledTryIsGone() {
        FarmFixture farm = farm().workers(2);
        Job job = farm.submit(job(frames("render", "1")));
        farm.plan();
        farm.ask(new CancelJob(job.id()));
        farm.ask(new RetryJob(job.id(), false));
        assertThat(farm.plan()).isEmpty();
        farm.end(1, EndedRun.Outcome.STOPPED);
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.command(1).attempt()).isEqualTo(2);
    }

    @Test
    void aLoadedFarmIsTheSameFarm() {
        FarmFixture farm = farm().workers(3).license("nuke", 2);
        farm.submit(job(task("render", "1-9", FarmFixture.licensed("nuke", 1)), frames("sheet", "1", after("render"))));
        Job second = farm.submit(job(task("comp", "1-4", attempts(3))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.FAILED);
        farm.end(2, EndedRun.Outcome.DONE);
        farm.plan();
        farm.ask(new CancelJob(second.id()));
        FarmRows rows = farm.farm.rows(7);
        Farm loaded = Farm.load(rows);
        assertThat(loaded.rows(7)).isEqualTo(rows);
        assertThat(loaded.counts()).isEqualTo(farm.farm.counts());
        assertThat(loaded.licenses().iterator().next().used())
                .isEqualTo(farm.farm.licenses().iterator().next().used());
    }

    @Test
    void aCommandIsFoundByItsNumberInWhateverTask() {
        FarmFixture farm = farm();
        farm.submit(job(frames("a", "1-3"), frames("b", "1-2")));
        Job second = farm.submit(job(frames("c", "1")));
        assertThat(farm.farm.findTask(second.tasks().get(0).commandId(0)))
                .isSameAs(second.tasks().get(0));
        Task found = farm.farm.findTask(new CommandId(5));
        assertThat(found).isNotNull();
        assertThat(found.name()).isEqualTo("b");
        assertThat(farm.farm.findTask(new CommandId(7))).isNull();
    }
}
