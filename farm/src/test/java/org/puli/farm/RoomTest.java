package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Need;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;

/** Which commands a machine could run, and which beside those that it runs. */
class RoomTest {
    private static final long GB = 1L << 30;
    private static final Need NOTHING = Need.of(TaskSettings.NONE.withCores(0.0));

    private static WorkerFacts machine(int cores, long memory, int gpus, long gpuMemory, Map<String, Double> amounts) {
        return new WorkerFacts(
                cores,
                memory,
                "test",
                "1",
                new Equipment(gpus, gpuMemory, amounts, List.of(), List.of(), Map.of(), 1, List.of()));
    }

    private static WorkerFacts memory(long bytes) {
        return machine(1, bytes, 0, 0, Map.of());
    }

    private static Need ofMemory(long bytes) {
        return Need.of(TaskSettings.NONE.withMemoryBytes(bytes));
    }

    private static Need gpus(int count, long memory) {
        return Need.of(TaskSettings.NONE.withResources(new Resources(null, count, memory, null, null)));
    }

    private static Need scratch(double amount) {
        return Need.of(
                TaskSettings.NONE.withResources(new Resources(null, null, null, Map.of("scratch", amount), null)));
    }

    @Test
    void aMachineHoldsWhatItHasJustEnoughMemoryFor() {
        assertThat(Room.isEnough(memory(4 * GB), ofMemory(4 * GB))).isTrue();
        assertThat(Room.isEnough(memory(4 * GB), ofMemory(4 * GB + 1))).isFalse();
    }

    @Test
    void memoryThatIsUnknownIsWithoutBound() {
        assertThat(Room.isEnough(memory(0), ofMemory(1024 * GB))).isTrue();
    }

    @Test
    void coresAreEnoughToTheLastThousandth() {
        assertThat(Room.isEnough(memory(0), Need.of(TaskSettings.NONE.withCores(1.0))))
                .isTrue();
        assertThat(Room.isEnough(memory(0), Need.of(TaskSettings.NONE.withCores(1.001))))
                .isFalse();
        assertThat(Room.isEnough(memory(0), NOTHING)).isTrue();
    }

    @Test
    void eachGpuHasToHaveTheMemory() {
        WorkerFacts machine = machine(1, 0, 2, 8 * GB, Map.of());
        assertThat(Room.isEnough(machine, gpus(2, 8 * GB))).isTrue();
        assertThat(Room.isEnough(machine, gpus(2, 8 * GB + 1))).isFalse();
        assertThat(Room.isEnough(machine, gpus(3, 0))).isFalse();
        assertThat(Room.isEnough(memory(0), gpus(0, 0))).isTrue();
    }

    @Test
    void whatTheSiteCountsHasToBeThere() {
        WorkerFacts machine = machine(1, 0, 0, 0, Map.of("scratch", 0.5));
        assertThat(Room.isEnough(machine, scratch(0.5))).isTrue();
        assertThat(Room.isEnough(machine, scratch(0.501))).isFalse();
        assertThat(Room.isEnough(memory(0), scratch(0.001))).isFalse();
    }

    @Test
    void whatRunsLeavesTheRestOfTheMachineToOthers() {
        FarmFixture farm = FarmFixture.farm();
        farm.sync(farm.report("w1", "boot").facts(machine(4, 8 * GB, 2, 8 * GB, Map.of("scratch", 1.0))));
        Resources held = new Resources(null, 1, null, Map.of("scratch", 0.5), null);
        farm.submit(FarmFixture.job(FarmFixture.task(
                "sim", "1", TaskSettings.NONE.withMemoryBytes(3 * GB).withResources(held))));
        farm.plan();
        Worker worker = farm.worker("w1");
        assertThat(worker.freeMemoryBytes()).isEqualTo(5 * GB);
        assertThat(worker.view().memoryFreeBytes()).isEqualTo(5 * GB);
        assertThat(worker.view().coresFree()).isEqualTo(3.0);
        assertThat(worker.view().gpusFree()).isEqualTo(1);
        assertThat(worker.hasRoomFor(ofMemory(5 * GB))).isTrue();
        assertThat(worker.hasRoomFor(ofMemory(5 * GB + 1))).isFalse();
        assertThat(worker.hasRoomFor(gpus(1, 8 * GB))).isTrue();
        assertThat(worker.hasRoomFor(gpus(1, 9 * GB))).isFalse();
        assertThat(worker.hasRoomFor(gpus(2, 0))).isFalse();
        assertThat(worker.hasRoomFor(scratch(0.5))).isTrue();
        assertThat(worker.hasRoomFor(scratch(0.501))).isFalse();
        farm.exit(1, 0, 10);
        assertThat(worker.freeMemoryBytes()).isEqualTo(8 * GB);
        assertThat(worker.freeGpus()).isEqualTo(2);
        assertThat(worker.freeMilliAmount("scratch")).isEqualTo(1000);
    }

    @Test
    void aMachineOfUnknownMemoryShowsNone() {
        FarmFixture farm = FarmFixture.farm().workers(1);
        assertThat(farm.worker("w1").view().memoryFreeBytes()).isZero();
        assertThat(farm.worker("w1").hasRoomFor(ofMemory(1024 * GB))).isTrue();
    }
}
