package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.limited;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Task;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.PauseJob;

/** When work that waits is expected to start. */
class ForecastTest {
    private static final long GB = 1L << 30;

    private final FarmFixture farm = FarmFixture.farm();

    private @Nullable Long expected(Job job) {
        farm.plan();
        return farm.ask(new ExplainJob(job.id())).expectedAt();
    }

    private @Nullable Long ofCommand(long command) {
        farm.plan();
        Task task = requireNonNull(farm.farm.findTask(new CommandId(command)));
        return farm.why
                .outlook()
                .ofCommand(task, task.indexOf(new CommandId(command)), new Moment(farm.millis, farm.millis));
    }

    private void machine(int cores, long memory) {
        Equipment equipment =
                new Equipment(2, 8 * GB, Map.of("scratch", 3.0), List.of(), List.of(), Map.of(), 1, List.of());
        farm.sync(farm.report("w1", "boot").facts(new WorkerFacts(cores, memory, "test", "1", equipment)));
    }

    /** A command runs whose task has shown that it takes so long. */
    private void runs(TaskSettings settings, long takes) {
        Job job = farm.submit(job(90, 1, task("t", "1-2", settings)));
        long first = job.tasks().getFirst().commandId(0).value();
        farm.start(requireNonNull(farm.planner.findNext()));
        farm.exit(first, 0, takes);
        farm.start(requireNonNull(farm.planner.findNext()));
    }

    private static TaskSettings resources(Resources resources) {
        return TaskSettings.NONE.withResources(resources);
    }

    @Test
    void whoeverEndsFirstMakesRoomFirst() {
        machine(2, 0);
        runs(cores(1), 90_000);
        runs(cores(1), 60_000);
        assertThat(expected(farm.submit(job(frames("n", "1"))))).isEqualTo(farm.millis + 60_000);
    }

    @Test
    void whatTookNoTimeIsExpectedToEndNow() {
        machine(1, 0);
        runs(cores(1), 0);
        assertThat(expected(farm.submit(job(frames("n", "1"))))).isEqualTo(farm.millis);
    }

    @Test
    void memoryIsWaitedFor() {
        machine(8, 8 * GB);
        runs(TaskSettings.NONE.withMemoryBytes(4 * GB), 60_000);
        runs(TaskSettings.NONE.withMemoryBytes(4 * GB), 90_000);
        runs(cores(1), 10_000);
        assertThat(expected(farm.submit(job(task("n", "1", TaskSettings.NONE.withMemoryBytes(4 * GB))))))
                .isEqualTo(farm.millis + 60_000);
    }

    @Test
    void gpusAreWaitedFor() {
        machine(8, 0);
        TaskSettings one = resources(new Resources(null, 1, null, null, null));
        runs(one, 60_000);
        runs(one, 90_000);
        runs(cores(1), 10_000);
        assertThat(expected(farm.submit(job(task("n", "1", resources(new Resources(null, 2, null, null, null)))))))
                .isEqualTo(farm.millis + 90_000);
    }

    @Test
    void amountsAreWaitedFor() {
        machine(8, 0);
        TaskSettings scratch = resources(new Resources(null, null, null, Map.of("scratch", 1.5), null));
        runs(scratch, 60_000);
        runs(scratch, 90_000);
        runs(cores(1), 10_000);
        assertThat(expected(farm.submit(job(task("n", "1", scratch))))).isEqualTo(farm.millis + 60_000);
    }

    @Test
    void whoeverWaitsForAWholeMachineToEndIsToldWhen() {
        machine(4, 0);
        runs(resources(new Resources(null, null, null, null, true)), 60_000);
        assertThat(expected(farm.submit(job(frames("n", "1"))))).isEqualTo(farm.millis + 60_000);
    }

    @Test
    void ofWhatIsAtItsMaximumOrWaitsForSeatsNothingIsGuessed() {
        machine(1, 0);
        farm.license("nuke", 0);
        runs(cores(1), 60_000);
        Job limited = farm.submit(limited(1, frames("l", "1-2")));
        assertThat(expected(limited)).isEqualTo(farm.millis + 60_000);
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(expected(limited)).isNull();
        assertThat(expected(farm.submit(job(task("n", "1", licensed("nuke", 1))))))
                .isNull();
    }

    @Test
    void ofOneTaskOnlyTheNextCommandIsGuessed() {
        machine(1, 0);
        runs(cores(1), 60_000);
        Job job = farm.submit(job(frames("n", "1-2")));
        assertThat(ofCommand(2)).as("it runs").isNull();
        assertThat(ofCommand(1)).as("it is over").isNull();
        assertThat(ofCommand(3)).isEqualTo(farm.millis + 60_000);
        assertThat(ofCommand(4)).isNull();
        farm.ask(new PauseJob(job.id()));
        assertThat(ofCommand(3)).isNull();
    }

    @Test
    void ofTasksThatAreReadyTheirOwnKindOfWorkIsGuessed() {
        machine(2, 0);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 0)));
        runs(cores(1), 60_000);
        runs(cores(1), 90_000);
        farm.submit(job(task("small", "1", cores(1)), task("large", "1", cores(2))));
        assertThat(ofCommand(5)).isEqualTo(farm.millis + 60_000);
        assertThat(ofCommand(6)).isEqualTo(farm.millis + 90_000);
    }
}
