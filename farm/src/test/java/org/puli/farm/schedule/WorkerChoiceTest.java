package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.requiring;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.Condition;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.WaitingReason;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.RetryJob;

/** The examples of docs/scheduling.md on which worker a command gets. */
class WorkerChoiceTest {
    private static Equipment fast(double performance) {
        return new Equipment(0, 0, Map.of(), List.of(), List.of(), Map.of(), performance, List.of());
    }

    private static Equipment tagged(String... tags) {
        return new Equipment(0, 0, Map.of(), List.of(tags), List.of(), Map.of(), 1, List.of());
    }

    private static Requirements tags(String... tags) {
        return new Requirements(List.of(tags), List.of(), Map.of(), List.of(), List.of());
    }

    private static TaskSettings resources(Resources resources) {
        return TaskSettings.NONE.withResources(resources);
    }

    @Test
    void ofTwoThatFitAlikeTheFasterIsTaken() {
        FarmFixture farm = farm().worker(4, fast(1)).worker(4, fast(1.5)).worker(8, fast(9));
        farm.submit(job(task("render", "1", cores(4))));
        farm.plan();
        assertThat(farm.worker("w2").leases()).hasSize(1);
    }

    @Test
    void ofTwoThatAreAlikeTheWarmOneIsTaken() {
        FarmFixture farm = farm().workers(2);
        farm.submit(job(frames("other", "1")));
        farm.submit(job(frames("render", "1-2")));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.end(2, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(farm.command(3).lastWorker()).isEqualTo(farm.worker("w2").name());
    }

    @Test
    void aJobGoesBackToWhereItRan() {
        FarmFixture farm = farm().workers(2);
        farm.submit(job(frames("a", "1")));
        farm.submit(job(frames("b", "1")));
        farm.plan();
        farm.end(1, EndedRun.Outcome.FAILED);
        farm.end(2, EndedRun.Outcome.FAILED);
        farm.ask(new RetryJob(new JobId(2), false));
        farm.plan();
        assertThat(farm.command(2).lastWorker()).isEqualTo(farm.worker("w2").name());
    }

    @Test
    void gpusAndAmountsAreReserved() {
        Equipment two =
                new Equipment(2, 8L << 30, Map.of("scratch", 1.5), List.of(), List.of(), Map.of(), 1, List.of());
        FarmFixture farm = farm().worker(16, two);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 0)));
        farm.submit(job(task("gpu", "1-9", resources(new Resources(null, 1, 8L << 30, null, null)))));
        assertThat(farm.plan()).hasSize(2);
        assertThat(farm.worker("w1").freeGpus()).isZero();
        farm.submit(job(task("io", "1-9", resources(new Resources(null, null, null, Map.of("scratch", 0.5), null)))));
        assertThat(farm.plan()).hasSize(3);
        farm.end(1, EndedRun.Outcome.DONE);
        farm.end(10, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(2);
        Job huge = farm.submit(job(task("gpu", "1", resources(new Resources(null, 1, 9L << 30, null, null)))));
        farm.plan();
        assertThat(farm.reasons.of(huge)).isEqualTo(WaitingReason.TOO_LARGE);
    }

    @Test
    void aWholeMachineIsAlone() {
        FarmFixture farm = farm().workers(1, 8);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 0)));
        farm.submit(job(frames("small", "1")));
        farm.plan();
        farm.submit(job(80, 1, task("whole", "1", resources(new Resources(null, null, null, null, true)))));
        assertThat(farm.plan()).isEmpty();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.command(2).held().milliCores()).isEqualTo(8000);
        farm.submit(job(90, 1, task("tiny", "1", cores(0.1))));
        assertThat(farm.plan()).isEmpty();
    }

    @Test
    void aCommandIsGrantedWhatIsFreeUpToItsMost() {
        FarmFixture farm = farm().workers(1, 16).workers(1, 6);
        farm.submit(job(task("sim", "1-9", cores(4).withResources(new Resources(8.0, null, null, null, null)))));
        assertThat(farm.plan()).hasSize(3);
        assertThat(farm.command(1).held().milliCores()).isEqualTo(8000);
        assertThat(farm.command(2).held().milliCores()).isEqualTo(8000);
        assertThat(farm.command(3).held().milliCores()).isEqualTo(6000);
        assertThat(farm.worker("w1").freeMilliCores()).isZero();
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(farm.worker("w2").freeMilliCores()).isEqualTo(6000);
    }

    @Test
    void requirementsAreMetOrTheReasonSaysThatNobodyDoes() {
        FarmFixture farm = farm().worker(4, tagged("fx")).worker(4, tagged("gpu"));
        farm.submit(job(task("render", "1", requiring(tags("gpu")))));
        farm.plan();
        assertThat(farm.worker("w2").leases()).hasSize(1);
        Job never = farm.submit(job(task("render", "1", requiring(tags("gpu", "fx")))));
        farm.plan();
        assertThat(farm.reasons.of(never)).isEqualTo(WaitingReason.NO_MATCH);
        farm.worker(4, tagged("fx", "gpu"));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aWorkerThatBecomesRightIsTaken() {
        FarmFixture farm = farm().worker(2, tagged());
        Requirements large =
                new Requirements(List.of(), List.of(), Map.of("cores", Condition.atLeast(8)), List.of(), List.of());
        farm.submit(job(task("render", "1", requiring(large))));
        assertThat(farm.plan()).isEmpty();
        farm.sync(farm.report("w1", "boot").facts(new WorkerFacts(8, 0, "test", "1")));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void namesArePatterns() {
        assertThat(Eligibility.matches("ws-*", "WS-01")).isTrue();
        assertThat(Eligibility.matches("*-01", "ws-01")).isTrue();
        assertThat(Eligibility.matches("w*-*1", "ws-01")).isTrue();
        assertThat(Eligibility.matches("w*0*01", "ws-01")).isFalse();
        assertThat(Eligibility.matches("ws", "ws-01")).isFalse();
        assertThat(Eligibility.matches("*", "anything")).isTrue();
        assertThat(Eligibility.matches("a*a", "a")).isFalse();
    }
}
