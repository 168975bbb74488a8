package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.Resources;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.farm.FarmFixture;
import org.puli.farm.change.Change;
import org.puli.farm.request.EditPool;

/** Which commands make room enough for a share below its minimum, whatever it is that lacks. */
class PreemptionRoomTest {
    private static final long GB = 1L << 30;
    private static final TaskSettings WHOLE = resources(new Resources(null, null, null, null, true));

    private final FarmFixture farm = farm();

    private void pool(Preempt preempt, double min, long graceSeconds) {
        ShareSpec alpha = new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 1, min, 0);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(alpha), 0)
                .with(preempt, new Grace(Duration.ofSeconds(graceSeconds)))));
    }

    private static TaskSettings resources(Resources resources) {
        return TaskSettings.NONE.withResources(resources);
    }

    private static TaskSettings scratch(double amount) {
        return resources(new Resources(null, null, null, Map.of("scratch", amount), null));
    }

    private static TaskSettings gpus(int gpus) {
        return resources(new Resources(null, gpus, null, null, null));
    }

    private void machine(int cores, long memory, int gpus, double scratch) {
        Equipment equipment =
                new Equipment(gpus, 8 * GB, Map.of("scratch", scratch), List.of(), List.of(), Map.of(), 1, List.of());
        String name = "w" + (farm.farm.workers().size() + 1);
        farm.sync(farm.report(name, "boot").facts(new WorkerFacts(cores, memory, "test", "1", equipment)));
    }

    private void lent(String range, TaskSettings settings) {
        farm.submit(tagged("rest", 50, task("lent", range, settings.withPreemptible(true))));
        farm.plan();
    }

    private void wanted(TaskSettings settings) {
        farm.submit(tagged("alpha", 50, task("wanted", "1", settings)));
    }

    private List<Long> stopped() {
        return farm.preempt().stream()
                .map(AttemptRef::command)
                .map(id -> id.value())
                .toList();
    }

    @Test
    void memoryIsTakenBackWhenMemoryLacks() {
        pool(Preempt.OLDEST, 100, 0);
        machine(8, 16 * GB, 0, 0);
        lent("1-2", TaskSettings.NONE.withMemoryBytes(8 * GB));
        wanted(TaskSettings.NONE.withMemoryBytes(12 * GB));
        assertThat(stopped()).containsExactly(1L, 2L);
    }

    @Test
    void aMachineOfUnknownMemoryHasEnoughOfIt() {
        pool(Preempt.OLDEST, 100, 0);
        machine(2, 0, 0, 0);
        lent("1-2", TaskSettings.NONE.withMemoryBytes(8 * GB));
        wanted(TaskSettings.NONE.withMemoryBytes(64 * GB));
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void gpusAreTakenBackWhenGpusLack() {
        pool(Preempt.OLDEST, 100, 0);
        machine(8, 0, 2, 0);
        lent("1", TaskSettings.NONE);
        lent("1-2", gpus(1));
        wanted(gpus(1));
        assertThat(stopped()).containsExactly(2L);
    }

    @Test
    void amountsAreTakenBackWhenAmountsLack() {
        pool(Preempt.OLDEST, 100, 0);
        machine(8, 0, 0, 3);
        lent("1", TaskSettings.NONE);
        lent("1-2", scratch(1.5));
        wanted(scratch(2));
        assertThat(stopped()).containsExactly(2L, 3L);
        machine(8, 0, 0, 1.5);
        wanted(scratch(1.5));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void exactlyWhatIsNeededIsEnough() {
        pool(Preempt.OLDEST, 100, 0);
        machine(8, 8 * GB, 1, 1.5);
        lent("1", scratch(1.5));
        lent("1", gpus(1).withMemoryBytes(8 * GB));
        wanted(scratch(1.5));
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void aWholeMachineThatWasLentIsGivenBack() {
        pool(Preempt.OLDEST, 1, 0);
        machine(4, 0, 0, 0);
        lent("1", WHOLE);
        wanted(TaskSettings.NONE);
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void aWholeMachineCountsWithAllOfItsCores() {
        pool(Preempt.OLDEST, 3, 0);
        machine(4, 0, 0, 0);
        lent("1-4", TaskSettings.NONE);
        wanted(WHOLE);
        assertThat(stopped()).as("four cores are above the minimum of three").isEmpty();
        pool(Preempt.OLDEST, 4, 0);
        assertThat(stopped()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void theCheapestOfOneWorkerIsWhatRanShortest() {
        pool(Preempt.CHEAPEST, 1, 0);
        machine(3, 0, 0, 0);
        lent("1-3", TaskSettings.NONE);
        farm.apply(new Change.CommandStarted(farm.command(1).ref(), farm.millis - 5_000));
        farm.apply(new Change.CommandStarted(farm.command(2).ref(), farm.millis - 1_000));
        farm.apply(new Change.CommandStarted(farm.command(3).ref(), farm.millis - 9_000));
        wanted(TaskSettings.NONE);
        assertThat(stopped()).containsExactly(2L);
    }

    @Test
    void timeInWhichSeatsWereMissingTooDoesNotCount() {
        pool(Preempt.OLDEST, 1, 60);
        farm.license("nuke", 1);
        machine(1, 0, 0, 0);
        lent("1", TaskSettings.NONE);
        wanted(licensed("nuke", 1));
        assertThat(stopped()).isEmpty();
        farm.license("nuke", 0);
        assertThat(stopped()).isEmpty();
        farm.millis += 60_000;
        farm.license("nuke", 1);
        assertThat(stopped()).isEmpty();
        farm.millis += 60_000;
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void timeInWhichOnlyWorkBeyondTheMinimumWaitedDoesNotCount() {
        pool(Preempt.OLDEST, 1, 60);
        machine(2, 0, 0, 0);
        lent("1-2", TaskSettings.NONE);
        wanted(cores(2));
        assertThat(stopped()).isEmpty();
        farm.millis += 60_000;
        wanted(cores(1));
        assertThat(stopped()).isEmpty();
        farm.millis += 60_000;
        assertThat(stopped()).containsExactly(1L);
    }
}
