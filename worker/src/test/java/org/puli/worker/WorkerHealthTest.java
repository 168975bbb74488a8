package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.worker.FixedParts.order;
import static org.puli.worker.FixedParts.ref;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState.Phase;
import org.puli.api.sync.WorkerOrders;

/** What the loop tells of its machine's health, and how it shares out GPUs. */
class WorkerHealthTest {
    private final FixedParts parts = new FixedParts();

    private static MachineHealth health(double cpu, CheckResult check) {
        return new MachineHealth(
                new MachineSample(cpu, 0, 1L << 30, 0, 0, 0, 0, 0, 0, List.of()), null, check, List.of());
    }

    /** A loop whose first report was taken in. */
    private WorkerLoop answered() {
        WorkerLoop loop = parts.loop("boot");
        loop.receive(parts.orders());
        loop.turn();
        return loop;
    }

    @Test
    void aCheckIsToldAgainUntilAReportThatToldItIsAnswered() {
        parts.health = health(0.1, CheckResult.PASSED);
        WorkerLoop loop = answered();
        parts.health = health(0.1, new CheckResult(false, "no license"));
        loop.turn();
        parts.health = health(0.1, CheckResult.PASSED);
        loop.turn();
        for (int i = 0; i < 3; i++) {
            parts.millis += 5_000;
            loop.turn();
            assertThat(parts.last().health())
                    .as("that it passes again may be lost")
                    .isEqualTo(parts.health);
        }
        loop.receive(parts.orders());
        parts.millis += 5_000;
        loop.turn();
        assertThat(parts.last().health()).isNull();
    }

    @Test
    void healthIsToldOncePerConnectionAndThenWhenItChanged() {
        parts.health = health(0.1, CheckResult.PASSED);
        WorkerLoop loop = answered();
        assertThat(parts.reports.getFirst().health()).isEqualTo(parts.health);
        int reports = parts.reports.size();
        parts.health = health(0.11, CheckResult.PASSED);
        parts.millis += 5_000;
        loop.turn();
        assertThat(parts.reports).hasSize(reports + 1);
        assertThat(parts.last().health()).as("a flicker is not told").isNull();
        parts.health = health(0.9, CheckResult.PASSED);
        loop.turn();
        assertThat(parts.reports).as("a sample waits for the next heartbeat").hasSize(reports + 1);
        parts.millis += 5_000;
        loop.turn();
        assertThat(parts.last().health()).isEqualTo(parts.health);
        loop.linkOpened();
        loop.turn();
        assertThat(parts.last().health()).isEqualTo(parts.health);
    }

    @Test
    void manySmallChangesAddUpToOneThatIsTold() {
        parts.health = health(0.10, null);
        WorkerLoop loop = answered();
        int told = 0;
        for (int i = 1; i <= 30; i++) {
            parts.health = health(0.10 + i / 100.0, null);
            parts.millis += 5_000;
            loop.turn();
            told += parts.last().health() == null ? 0 : 1;
        }
        assertThat(told).isBetween(5, 7);
    }

    @Test
    void aCheckThatFailsIsToldAtOnce() {
        parts.health = health(0.1, CheckResult.PASSED);
        WorkerLoop loop = parts.loop("boot");
        parts.health = health(0.1, new CheckResult(false, "no license"));
        loop.turn();
        assertThat(parts.reports).hasSize(2);
        assertThat(parts.last().health()).isEqualTo(parts.health);
    }

    @Test
    void whatWasNotSentIsToldLater() {
        WorkerLoop loop = parts.loop("boot");
        parts.isConnected = false;
        parts.health = health(0.1, new CheckResult(false, "no license"));
        loop.turn();
        parts.isConnected = true;
        loop.turn();
        assertThat(parts.last().health()).isEqualTo(parts.health);
    }

    private static RunOrder gpus(long command, int gpus) {
        RunDetails plain = order(ref(command, 1), 0.1).details();
        return new RunOrder(
                ref(command, 1),
                command,
                new RunDetails(
                        plain.job(),
                        plain.jobName(),
                        plain.task(),
                        plain.taskName(),
                        plain.command(),
                        plain.owner(),
                        plain.commandLine(),
                        null,
                        null,
                        Map.of(),
                        plain.cores(),
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        false,
                        gpus));
    }

    @Test
    void anAttemptWaitsForGpusThatATreeStillHasWhileItIsStopped() {
        parts.equipment = new Equipment(2, 0, Map.of(), List.of(), List.of(), Map.of(), 1, List.of());
        WorkerLoop loop = parts.loop("boot");
        receive(loop, parts.orders(gpus(1, 2)));
        receive(loop, parts.orders(gpus(2, 1), gpus(3, 0)));
        assertThat(parts.launched).containsOnlyKeys(ref(1, 1), ref(3, 1));
        assertThat(parts.last().running())
                .filteredOn(run -> run.attempt().equals(ref(2, 1)))
                .singleElement()
                .satisfies(run -> assertThat(run.phase()).isEqualTo(Phase.STARTING));
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.STOPPED);
        loop.turn();
        assertThat(parts.launched).containsKey(ref(2, 1));
    }

    @Test
    void aNewConnectionChangesNothingOfWhatRunsOnGpus() {
        parts.equipment = new Equipment(1, 0, Map.of(), List.of(), List.of(), Map.of(), 1, List.of());
        WorkerLoop loop = parts.loop("boot");
        receive(loop, parts.orders(gpus(1, 1)));
        loop.linkOpened();
        loop.turn();
        receive(loop, parts.orders(gpus(1, 1), gpus(2, 1)));
        assertThat(parts.launched).containsOnlyKeys(ref(1, 1));
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isNull();
    }

    private static void receive(WorkerLoop loop, WorkerOrders orders) {
        loop.receive(orders);
        loop.turn();
    }
}
