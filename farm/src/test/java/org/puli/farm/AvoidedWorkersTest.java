package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.row.CommandRow;

/** A command that failed goes where it has not failed yet, each one by itself. */
class AvoidedWorkersTest {
    private final FarmFixture farm = FarmFixture.farm();

    private String holder(long command) {
        return requireNonNull(farm.command(command).holder()).name().value();
    }

    private void failOn(long command, String... workers) {
        for (String worker : workers) {
            onlyOpen(worker);
            farm.plan();
            assertThat(holder(command)).isEqualTo(worker);
            farm.exit(command, 1, 10);
        }
    }

    private void onlyOpen(String worker) {
        for (Worker other : List.copyOf(farm.farm.workers())) {
            boolean isIt = other.name().value().equals(worker);
            farm.ask(isIt ? new ResumeWorker(other.name()) : new PauseWorker(other.name(), null));
        }
    }

    private void openAll() {
        List.copyOf(farm.farm.workers()).forEach(worker -> farm.ask(new ResumeWorker(worker.name())));
    }

    @Test
    void twoThatFailedGoToTheWorkersOfEachOther() {
        farm.workers(2).submit(job(task("render", "1-2", attempts(2))));
        farm.plan();
        String first = holder(1);
        String second = holder(2);
        farm.exit(1, 1, 10);
        farm.exit(2, 1, 10);
        farm.plan();
        assertThat(holder(1)).isEqualTo(second);
        assertThat(holder(2)).isEqualTo(first);
    }

    @Test
    void withinATaskEachSetOfAvoidedWorkersHasALineOfItsOwn() {
        farm.workers(3);
        Task task = farm.submit(job(task("render", "1-3", attempts(9)))).tasks().getFirst();
        failOn(1, "w1", "w2", "w3");
        assertThat(farm.command(1).avoided())
                .extracting(worker -> worker.name().value())
                .containsExactly("w1", "w2", "w3");
        openAll();
        assertThat(task.readyShapes())
                .as("the one that failed, and the fresh ones")
                .hasSize(2);
        farm.plan();
        assertThat(List.of(holder(1), holder(2), holder(3))).containsExactlyInAnyOrder("w1", "w2", "w3");
    }

    @Test
    void aTaskThatFailsTooOftenOnOneWorkerAddsToWhatItsCommandsAvoid() {
        farm.workers(3);
        Job job = farm.submit(job(task("render", "1", attempts(9))));
        failOn(1, "w2");
        farm.apply(new Change.WorkerBlocked(
                job.id(), job.tasks().getFirst().id(), new WorkerName("w1"), null, "it failed there", farm.millis));
        openAll();
        farm.plan();
        assertThat(holder(1)).isEqualTo("w3");
    }

    @Test
    void whoRanBeforeGoesBeforeFreshOnes() {
        farm.workers(2);
        farm.submit(job(task("render", "1-4", attempts(2))));
        farm.plan();
        farm.exit(2, 1, 10);
        assertThat(farm.plan())
                .extracting(run -> run.command().value())
                .as("w2 is avoided by it")
                .containsExactly(3L);
        farm.exit(1, 0, 10);
        assertThat(farm.plan()).extracting(run -> run.command().value()).containsExactly(2L);
    }

    @Test
    void aWorkerThatIsDeletedIsAvoidedByNobody() {
        farm.workers(2);
        Task task = farm.submit(job(task("render", "1-2", attempts(9)))).tasks().getFirst();
        failOn(1, "w1");
        farm.sync(farm.report("w2", "boot"));
        farm.millis += 20_000;
        farm.sync(farm.report("w2", "boot"));
        farm.pass(20_000);
        farm.farm.takeTouched();
        farm.ask(new DeleteWorker(new WorkerName("w1")));
        assertThat(farm.command(1).avoided()).isEmpty();
        assertThat(task.readyShapes()).hasSize(1);
        assertThat(farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).commands())
                .extracting(CommandRow::commandId)
                .containsExactly(1L);
        openAll();
        farm.plan();
        assertThat(holder(1)).isEqualTo("w2");
    }
}
