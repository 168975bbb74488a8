package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.requiring;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.WaitingReason;
import org.puli.api.view.WhyView.Counted;
import org.puli.api.view.WhyView.Part;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;

/** The words for what keeps a worker from some work. */
class CensusTest {
    private static final long GB = 1L << 30;

    private final FarmFixture farm = farm();

    private List<Counted> counted(Job job) {
        farm.plan();
        return farm.why.ofJob(job).parts().getFirst().workers();
    }

    /** The one word for the only worker. */
    private String lack(TaskSettings settings) {
        return counted(farm.submit(job(task("render", "1", settings))))
                .getFirst()
                .what();
    }

    private static TaskSettings resources(Resources resources) {
        return TaskSettings.NONE.withResources(resources);
    }

    private static Requirements meets(String attribute, Condition condition) {
        return new Requirements(List.of(), List.of(), Map.of(attribute, condition), List.of(), List.of());
    }

    private void machine() {
        Equipment equipment = new Equipment(
                1, 8 * GB, Map.of("scratch", 1.0), List.of(), List.of("nuke"), Map.of("os", "linux"), 1, List.of());
        farm.sync(farm.report("ws-01", "boot").facts(new WorkerFacts(4, 8 * GB, "test", "2", equipment)));
    }

    @Test
    void whatAMachineHasTooLittleOfIsNamed() {
        machine();
        assertThat(lack(cores(4.5))).isEqualTo("with fewer than 4.5 cores");
        assertThat(lack(TaskSettings.NONE.withMemoryBytes(9 * GB))).isEqualTo("with less than 9 GB of memory");
        assertThat(lack(resources(new Resources(null, 2, null, null, null)))).isEqualTo("with fewer than 2 GPUs");
        assertThat(lack(resources(new Resources(null, 1, 9 * GB, null, null))))
                .isEqualTo("with less than 9 GB of memory on each GPU");
        assertThat(lack(resources(new Resources(null, null, null, Map.of("scratch", 2.0, "net", 1.0), null))))
                .isEqualTo("with less than 1 of net and 2 of scratch");
    }

    @Test
    void theRequirementThatAMachineDoesNotMeetIsNamed() {
        machine();
        assertThat(lack(requiring(
                        new Requirements(List.of(), List.of("maya", "nuke"), Map.of(), List.of(), List.of()))))
                .isEqualTo("without software maya");
        assertThat(lack(requiring(meets("os", Condition.equalTo("windows"))))).isEqualTo("not meeting os is windows");
        assertThat(lack(requiring(new Requirements(List.of(), List.of(), Map.of(), List.of("a*", "b*"), List.of()))))
                .isEqualTo("not among workers a*, b*");
        assertThat(lack(requiring(new Requirements(List.of(), List.of(), Map.of(), List.of(), List.of("x*", "ws-*")))))
                .isEqualTo("among notWorkers ws-*");
    }

    @Test
    void everyAttributeOfAMachineMayBeAskedFor() {
        machine();
        Map<String, Condition> all = Map.of(
                "name", Condition.equalTo("ws-01"),
                "version", Condition.equalTo("2"),
                "cores", Condition.atLeast(4),
                "memory", Condition.atLeast(8 * GB),
                "gpus", Condition.atLeast(1),
                "gpuMemory", Condition.atLeast(8 * GB),
                "os", Condition.equalTo("linux"));
        farm.submit(job(
                task("render", "1", requiring(new Requirements(List.of(), List.of(), all, List.of(), List.of("x*"))))));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void memoryThatIsUnknownMeetsNoCondition() {
        farm.workers(1);
        assertThat(lack(requiring(meets("memory", Condition.atLeast(1)))))
                .isEqualTo("not meeting memory is at least 1");
    }

    @Test
    void patternsOfNamesMatchAsAWhole() {
        assertThat(Eligibility.matches("*-01", "ws-02")).isFalse();
        assertThat(Eligibility.matches("a*b*c", "axxc")).isFalse();
        assertThat(Eligibility.matches("a*b*c", "abc")).isTrue();
        assertThat(Eligibility.matches("*a*", "abc")).isTrue();
        assertThat(Eligibility.matches("ab*ba", "aba")).isFalse();
        assertThat(Eligibility.matches("a*bc*c", "abc")).isFalse();
    }

    @Test
    void workersThatAreAwayAreCountedByWhatTheyAre() {
        farm.workers(4);
        farm.submit(job(90, 1, frames("busy", "1")));
        Job job = farm.submit(job(frames("waits", "1")));
        farm.ask(new PauseWorker(farm.worker("w2").name(), null));
        farm.ask(new QuarantineWorker(farm.worker("w3").name(), "smokes"));
        farm.ask(new PauseWorker(farm.worker("w4").name(), null));
        assertThat(counted(job))
                .containsExactly(new Counted(2, "paused"), new Counted(1, "busy"), new Counted(1, "quarantined"));
    }

    @Test
    void workersThatAreLostAreCounted() {
        farm.workers(1);
        Job job = farm.submit(job(frames("waits", "1")));
        farm.pass(600_000);
        assertThat(counted(job)).containsExactly(new Counted(1, "lost"));
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("start worker w1");
    }

    @Test
    void whoeverFailedItIsAvoidedWhileOthersAreRightForIt() {
        farm.workers(2);
        Job job = farm.submit(job(task("render", "1", attempts(3))));
        farm.plan();
        farm.submit(job(90, 1, frames("busy", "1")));
        farm.plan();
        farm.exit(1, 1, 60_000);
        assertThat(counted(job))
                .containsExactly(new Counted(1, "avoided, since it failed there"), new Counted(1, "busy"));
    }

    @Test
    void whoeverIsOnTheBlocklistIsCounted() {
        farm.workers(1);
        Job job = farm.submit(job(90, 1, frames("waits", "1")));
        farm.ask(new BlockWorker(job.id(), null, farm.worker("w1").name(), "ada", null));
        assertThat(counted(job)).containsExactly(new Counted(1, "blocklisted for this task"));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.NO_MATCH);
    }

    @Test
    void whatIsKeptForWorkBeforeItIsCounted() {
        farm.workers(2, 2);
        farm.submit(job(90, 1, task("one", "1", cores(1))));
        farm.submit(job(90, 1, task("two", "1", cores(2))));
        farm.plan();
        Job large = farm.submit(job(60, 1, task("large", "1", cores(2))));
        Job small = farm.submit(job(50, 1, task("small", "1", cores(1))));
        assertThat(counted(small))
                .containsExactly(new Counted(1, "busy"), new Counted(1, "kept for work that comes before it"));
        assertThat(farm.why.ofWorker(farm.worker("w1")).parts())
                .containsExactly(
                        new Part(
                                "job 3, task 'large'",
                                "the worker is kept for it, and has too little room left yet",
                                List.of()),
                        new Part(
                                "job 4, task 'small'",
                                "the worker is kept for job 3, which comes before it",
                                List.of()));
        assertThat(farm.why.ofJob(large).answer()).endsWith("; w1 is kept for it and gets no smaller work meanwhile");
        assertThat(farm.why.ofJob(small).answer()).doesNotContain("kept for it");
        assertThat(counted(large)).containsExactly(new Counted(2, "busy"));
        farm.end(1, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(large.leaseCount()).isOne();
    }

    @Test
    void workThatWaitsForABusyWorkerSaysSoWhenThatIsPaused() {
        farm.workers(1);
        farm.submit(job(90, 1, frames("busy", "1")));
        Job job = farm.submit(job(frames("waits", "1")));
        farm.plan();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.WORKERS_BUSY);
        farm.ask(new PauseWorker(farm.worker("w1").name(), null));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.WORKERS_AWAY);
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("puli worker resume w1");
    }
}
