package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.BlockView;
import org.puli.farm.change.Change;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.row.BlockRow;

/** What a task holds against workers, who gets nothing of it by that, and who is told. */
class BlocklistTest {
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = farm();

    private void block(Job job, WorkerName worker) {
        farm.ask(new BlockWorker(job.id(), null, worker, "ada", "it smells"));
    }

    private void blockByFailures(Job job, WorkerName worker) {
        farm.apply(new Change.WorkerBlocked(
                job.id(), job.tasks().getFirst().id(), worker, null, "it failed there", farm.millis));
    }

    @Test
    void aBlockedWorkerThatIsFreedGetsNothingMoreOfTheTask() {
        farm.workers(1);
        Job job = farm.submit(job(frames("render", "1-2")));
        farm.plan();
        block(job, W1);
        farm.exit(1, 0, 10);
        assertThat(farm.plan()).isEmpty();
    }

    @Test
    void anIdleWorkerIsGivenTheTaskAgainAsSoonAsItIsTakenFromTheList() {
        farm.workers(1);
        Job job = farm.submit(job(frames("render", "1-2")));
        block(job, W1);
        assertThat(farm.plan()).isEmpty();
        farm.ask(new ClearBlocklist(job.id(), null, W1));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void whoIsBlockedByAPersonStaysSoThoughItIsTheOnlyWorker() {
        farm.workers(1);
        Job byPerson = farm.submit(job(frames("a", "1")));
        Job byFailures = farm.submit(job(frames("b", "1")));
        block(byPerson, W1);
        blockByFailures(byFailures, W1);
        assertThat(farm.plan())
                .extracting(AttemptRef::command)
                .containsExactly(byFailures.tasks().getFirst().commandId(0));
    }

    @Test
    void whoIsBlockedByFailuresLeavesTheTaskToAnotherWorker() {
        farm.workers(2);
        Job job = farm.submit(job(frames("render", "1")));
        blockByFailures(job, W1);
        farm.plan();
        assertThat(requireNonNull(farm.command(1).holder()).name()).isEqualTo(new WorkerName("w2"));
    }

    @Test
    void aSuccessForgivesFailuresOfTheTaskThere() {
        farm.workers(1);
        Job job = farm.submit(job(task("render", "1-2", attempts(2))));
        Task task = job.tasks().getFirst();
        farm.plan();
        farm.exit(1, 1, 10);
        assertThat(task.blocks().failuresOn(farm.worker("w1"))).isEqualTo(1);
        farm.farm.takeTouched();
        farm.plan();
        farm.exit(1, 0, 10);
        assertThat(task.blocks().failuresOn(farm.worker("w1"))).isZero();
        assertThat(farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).blocks())
                .extracting(BlockRow::failures)
                .containsExactly(0);
    }

    @Test
    void aWorkerThatIsDeletedAndJoinsAnewIsHeldNothingAgainst() {
        farm.workers(1);
        Job job = farm.submit(job(frames("render", "1-3")));
        Task task = job.tasks().getFirst();
        block(job, W1);
        farm.pass(31_000);
        farm.ask(new DeleteWorker(W1));
        assertThat(task.blocklist()).isEmpty();
        farm.sync(farm.report("w1", "boot 2").facts(new WorkerFacts(1, 0, "test", "1")));
        assertThat(task.blocks().views()).isEmpty();
        assertThat(task.isBlocked(farm.worker("w1"))).isFalse();
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void onlyRowsOfTheDeletedWorkerLeaveTheBatch() {
        farm.workers(2);
        Job job = farm.submit(job(frames("render", "1")));
        block(job, W1);
        block(job, new WorkerName("w2"));
        farm.pass(31_000);
        farm.ask(new DeleteWorker(W1));
        assertThat(farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).blocks())
                .extracting(BlockRow::worker)
                .containsExactly("w2");
        assertThat(job.tasks().getFirst().blocks().views())
                .extracting(BlockView::worker)
                .isEqualTo(List.of(new WorkerName("w2")));
    }
}
