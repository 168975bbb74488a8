package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.FindNode;
import org.puli.farm.request.Target;
import org.puli.farm.schedule.AssignmentPlanner;

class EditDecisionsTest {
    private static final PoolName FAST = new PoolName("fast");

    private final FarmFixture farm = FarmFixture.farm();

    private static JobSpec with(JobSpec spec, PoolName pool, int priority, int maxWorkers) {
        return new JobSpec(
                spec.specVersion(),
                spec.name(),
                spec.owner(),
                pool,
                priority,
                spec.weight(),
                maxWorkers,
                spec.tags(),
                spec.paused(),
                spec.settings(),
                spec.tasks(),
                spec.groups(),
                spec.strategy());
    }

    private static JobSpec settled(JobSpec spec, TaskSettings settings) {
        UnaryOperator<TaskSpec> edit = task -> task.withWork(task.command(), task.commands(), settings);
        return spec.withTree(spec.tasks().stream().map(edit).toList(), spec.groups());
    }

    private static EditJob edit(Job job, JobSpec after) {
        return new EditJob(new Target.WholeJob(job.id()), job.spec(), after, "old", "new");
    }

    private void edited(Job job, JobSpec after) {
        assertThat(farm.ask(edit(job, after))).isPresent();
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void aJobThatGetsAHigherPriorityIsServedFirst() {
        farm.submit(job(frames("a", "1-2")));
        Job second = farm.submit(job(frames("b", "1-2")));
        edited(second, with(second.spec(), JobSpec.DEFAULT_POOL, 90, 1));
        farm.workers(2);
        assertThat(farm.plan()).hasSize(2);
        assertThat(second.leaseCount()).isEqualTo(1);
        assertThat(second.tasks().getFirst().findCommand(0)).isNotNull();
    }

    @Test
    void aJobThatMovesToAnotherPoolFinishesWhereItRunsAndStartsOnlyThere() {
        farm.apply(new Change.PoolChanged(PoolSpec.plain(FAST)));
        Job job = farm.submit(job(frames("a", "1-3")));
        farm.workers(1);
        assertThat(farm.plan()).hasSize(1);
        edited(job, with(job.spec(), FAST, 50, 0));
        assertThat(job.leaseCount()).isEqualTo(1);
        assertThat(farm.farm.touched().shownPools()).hasSize(2);
        assertThat(farm.farm.findPool(FAST).view().shares().getFirst().runningCount())
                .isEqualTo(1);
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        assertThat(new AssignmentPlanner(Farm.load(farm.farm.rows(1))).findNext())
                .isNull();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.NO_WORKERS);
        edited(job, with(job.spec(), JobSpec.DEFAULT_POOL, 50, 0));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void whatRunsHoldsWhatItWasGivenAndWhatStartsHoldsWhatIsAskedNow() {
        Job job = farm.submit(job(task("a", "1-9", cores(3))));
        farm.workers(1, 8);
        assertThat(farm.plan()).hasSize(2);
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(2000);
        edited(job, settled(job.spec(), cores(1)));
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(2000);
        assertThat(farm.plan()).hasSize(2);
        assertThat(farm.worker("w1").freeMilliCores()).isZero();
        farm.end(1, Outcome.DONE);
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(3000);
        assertThat(farm.plan()).hasSize(3);
        edited(job, settled(job.spec(), cores(8)));
        for (int i = 2; i <= 7; i++) {
            farm.end(i, Outcome.DONE);
        }
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(8000);
        assertThat(job.usedMilliCost()).isZero();
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.worker("w1").freeMilliCores()).isZero();
    }

    @Test
    void seatsAreGivenBackAsTheyWereTaken() {
        farm.license("nuke", 2).license("katana", 1);
        Job job = farm.submit(job(task("a", "1-3", licensed("nuke", 2))));
        farm.workers(3);
        assertThat(farm.plan()).hasSize(1);
        edited(job, settled(job.spec(), licensed("katana", 1)));
        assertThat(farm.plan()).hasSize(1);
        farm.end(1, Outcome.DONE);
        farm.end(2, Outcome.DONE);
        assertThat(farm.farm.licenses())
                .allSatisfy(license -> assertThat(license.used()).isZero());
        assertThat(farm.refusal(edit(job, settled(job.spec(), licensed("mari", 1))))
                        .type())
                .isEqualTo("unknown-license");
    }

    @Test
    void otherRequirementsAndOwnersFileAJobElsewhere() {
        farm.workers(2);
        ShareSpec share = new ShareSpec("beas", Map.of(), List.of("bea"), 1, 0, 1);
        farm.apply(new Change.PoolChanged(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(share), 0)));
        Job job = farm.submit(job(frames("a", "1-9")));
        Requirements none = new Requirements(List.of("gpu"), List.of(), Map.of(), List.of(), List.of());
        edited(job, settled(job.spec(), TaskSettings.NONE.withRequirements(none)));
        assertThat(farm.plan()).isEmpty();
        edited(job, settled(job.spec(), TaskSettings.NONE));
        assertThat(farm.plan()).hasSize(2);
        JobSpec now = job.spec();
        edited(
                job,
                new JobSpec(
                        now.specVersion(),
                        now.name(),
                        "bea",
                        now.pool(),
                        now.priority(),
                        now.weight(),
                        now.maxWorkers(),
                        now.tags(),
                        now.paused(),
                        now.settings(),
                        now.tasks(),
                        now.groups(),
                        now.strategy()));
        assertThat(job.share().leaseCount()).isEqualTo(2);
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan()).as("the share may have one core").isEmpty();
        farm.end(2, Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void moreAttemptsCountForTheNextFailure() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.workers(1);
        farm.plan();
        edited(job, settled(job.spec(), FarmFixture.attempts(2)));
        farm.end(1, Outcome.FAILED);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void whoeverComesTooLateIsToldSoAndChangesNothing() {
        Job job = farm.submit(job(frames("a", "1")));
        EditJob late = edit(job, with(job.spec(), JobSpec.DEFAULT_POOL, 10, 0));
        edited(job, with(job.spec(), JobSpec.DEFAULT_POOL, 20, 0));
        assertThat(farm.ask(late)).isEqualTo(Optional.<JobView>empty());
        assertThat(job.priority()).isEqualTo(20);
    }

    @Test
    void anEditThatChangesNothingIsAnsweredAndNotAudited() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.changes.clear();
        assertThat(farm.ask(edit(job, job.spec()))).isPresent();
        assertThat(farm.changes).isEmpty();
        assertThat(farm.refusal(edit(job, with(job.spec(), FAST, 50, 0))).type())
                .isEqualTo("unknown-pool");
        assertThat(farm.changes).isEmpty();
    }

    @Test
    void theAuditTellsTheOldAndTheNew() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.ask(new EditJob(
                new Target.Node(new TaskId(1)), job.spec(), settled(job.spec(), cores(2)), "{}", "{\"cores\":2}"));
        assertThat(farm.changes).last().isInstanceOfSatisfying(Change.Audited.class, change -> {
            assertThat(change.row().verb()).isEqualTo("edit");
            assertThat(change.row().target()).isEqualTo("task a of job 1");
            assertThat(change.row().after()).isEqualTo("{\"cores\":2}");
        });
    }

    @Test
    void tasksAreFoundInTheSpecByTheirNumber() {
        farm.submit(job(frames("a", "1")));
        Job job = farm.submit(job(frames("b", "1"), frames("c", "1")));
        assertThat(farm.ask(new FindNode(new TaskId(3)))).isEqualTo(new FindNode.Place(job.id(), job.spec(), 1));
        assertThat(farm.refusal(new FindNode(new TaskId(4))).type()).isEqualTo("unknown-task");
        assertThat(farm.refusal(new EditJob(new Target.WholeJob(new JobId(7)), job.spec(), job.spec(), "", ""))
                        .type())
                .isEqualTo("unknown-job");
        assertThat(List.copyOf(job.nodes())).hasSize(2);
    }
}
