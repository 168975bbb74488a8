package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.grouped;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.placed;
import static org.puli.farm.FarmFixture.served;
import static org.puli.farm.FarmFixture.task;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.TaskView;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.Target;

/** What holds among the tasks and groups of one job: turns, paths, whether something of them waits. */
class SiblingsTest {
    private static final Precedence AT_MOST_ONE = new Precedence(50, 1, 1);

    private final FarmFixture farm = FarmFixture.farm().workers(1);

    private static GroupSpec group(
            String name, Precedence place, Strategy strategy, List<TaskSpec> tasks, GroupSpec... groups) {
        return new GroupSpec(name, List.of(), false, TaskSettings.NONE, tasks, List.of(groups), place, strategy);
    }

    private static Target part(Job job, String name) {
        return new Target.NodeOfJob(job.id(), name);
    }

    /** The tasks of the next commands that start, one after the other. */
    private List<String> next(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long command = farm.plan().getFirst().command().value();
            names.add(farm.command(command).task().name());
            farm.exit(command, 0, 10);
        }
        return names;
    }

    @Test
    void aTaskThatWasHeldBackTakesTurnsAndDoesNotCatchUp() {
        Job job = farm.submit(served(Strategy.FAIR, List.of(), frames("a", "1-20"), frames("b", "1-20")));
        farm.ask(new PauseJob(part(job, "b"), Running.GOES_ON, false));
        assertThat(next(6)).containsOnly("a");
        farm.ask(new ResumeJob(part(job, "b"), false));
        assertThat(next(6)).containsExactlyInAnyOrder("a", "b", "a", "b", "a", "b");
    }

    @Test
    void norDoesOneInAGroup() {
        Job job = farm.submit(served(
                Strategy.FIFO,
                List.of(group(
                        "fx", Precedence.DEFAULT, Strategy.FAIR, List.of(frames("a", "1-20"), frames("b", "1-20"))))));
        farm.ask(new PauseJob(part(job, "b"), Running.GOES_ON, false));
        assertThat(next(6)).containsOnly("a");
        farm.ask(new ResumeJob(part(job, "b"), false));
        assertThat(next(6)).containsExactlyInAnyOrder("a", "b", "a", "b", "a", "b");
    }

    @Test
    void weightsCountWhereTheStrategyAsksForThem() {
        Job job = farm.submit(served(
                Strategy.WEIGHTED,
                List.of(),
                placed("a", "1-20", new Precedence(50, 2, 0)),
                placed("b", "1-20", new Precedence(50, 1, 0))));
        farm.workers(1, 11);
        farm.plan();
        assertThat(job.tasks()).extracting(Task::leaseCount).containsExactly(8, 4);
        assertThat(job.tasks()).extracting(Task::startMark).containsExactly(4.0, 4.0);
    }

    @Test
    void elsewhereAllCountTheSame() {
        Job job = farm.submit(served(
                Strategy.FAIR,
                List.of(),
                placed("a", "1-20", new Precedence(50, 2, 0)),
                placed("b", "1-20", new Precedence(50, 1, 0))));
        farm.workers(1, 11);
        farm.plan();
        assertThat(job.tasks()).extracting(Task::startMark).containsExactly(6.0, 6.0);
    }

    @Test
    void aTaskIsShownWithTheGroupsAroundItOutermostFirst() {
        GroupSpec inner = group("inner", Precedence.DEFAULT, Strategy.FIFO, List.of(frames("deep", "1")));
        GroupSpec outer = group("outer", Precedence.DEFAULT, Strategy.FIFO, List.of(frames("flat", "1")), inner);
        Job job = farm.submit(grouped(List.of(frames("top", "1")), outer));
        assertThat(job.tasks())
                .extracting(Task::name, Task::path)
                .contains(
                        tuple("top", List.of()),
                        tuple("flat", List.of("outer")),
                        tuple("deep", List.of("outer", "inner")));
        List<TaskView> shown = JobShow.whole(job, null).tasks();
        assertThat(shown).extracting(TaskView::name).contains("top", "flat", "deep");
    }

    /** A farm on which each minute of waiting is worth a point, and whose only worker is busy for long. */
    private Job waiting(GroupSpec group) {
        farm.ask(new EditPool(PoolSpec.plain(JobSpec.DEFAULT_POOL).withAgeBoost(60)));
        farm.submit(job(frames("busy", "1-99")));
        farm.plan();
        Job job = farm.submit(grouped(List.of(), group));
        wait(0);
        return job;
    }

    private void wait(int minutes) {
        farm.passHeard(1);
        for (int i = 0; i < minutes; i++) {
            farm.passHeard(60_000);
        }
    }

    @Test
    void workInAGroupWaitsLikeAnyOther() {
        Job job = waiting(group("fx", Precedence.DEFAULT, Strategy.FIFO, List.of(frames("a", "1"))));
        wait(3);
        assertThat(job.effectivePriority()).isEqualTo(53);
    }

    @Test
    void workInAGroupThatIsHeldBackWaitsForNobody() {
        Job job = waiting(group("fx", Precedence.DEFAULT, Strategy.FIFO, List.of(frames("a", "1"))));
        wait(3);
        farm.ask(new PauseJob(part(job, "fx"), Running.GOES_ON, false));
        assertThat(job.effectivePriority()).isEqualTo(50);
        wait(3);
        assertThat(job.effectivePriority()).isEqualTo(50);
        farm.ask(new ResumeJob(part(job, "fx"), false));
        wait(2);
        assertThat(job.effectivePriority()).isEqualTo(52);
    }

    @Test
    void aJobThatIsDeletedWhileItWaitsIsLiftedNoMore() {
        Job job = waiting(group("fx", Precedence.DEFAULT, Strategy.FIFO, List.of(frames("a", "1"))));
        wait(1);
        farm.ask(new DeleteJob(job.id()));
        wait(3);
        assertThat(farm.changes).filteredOn(change -> lifts(change, job)).hasSize(1);
    }

    private static boolean lifts(Change change, Job job) {
        return change instanceof Change.JobLifted lifted && lifted.job().equals(job.id());
    }

    @Test
    void workInAGroupAtItsMaximumWaitsForNobodyUntilOneOfItEnds() {
        farm.ask(new EditPool(PoolSpec.plain(JobSpec.DEFAULT_POOL).withAgeBoost(60)));
        Job job = farm.submit(grouped(List.of(), group("fx", AT_MOST_ONE, Strategy.FIFO, List.of(frames("a", "1-9")))));
        farm.plan();
        wait(3);
        assertThat(job.effectivePriority()).isEqualTo(50);
        farm.submit(job(90, 1, frames("busy", "1-99")));
        farm.exit(1, 0, 10);
        farm.plan();
        wait(3);
        assertThat(job.effectivePriority()).isEqualTo(53);
    }

    @Test
    void oneSeatServesAllOfAWorkerWhereSeatsAreCountedByWorker() {
        LicenseName nuke = new LicenseName("nuke");
        farm.ask(new SetLicense(new LicenseSpec(nuke, 1, SeatsPer.WORKER)));
        farm.workers(1, 4).submit(job(task("comp", "1-6", licensed("nuke", 1))));
        farm.ask(new PauseWorker(new WorkerName("w1"), null));
        assertThat(farm.plan()).as("all of them on one worker").hasSize(4);
        License license = farm.farm.licenses().iterator().next();
        assertThat(license.used()).isEqualTo(1);
        assertThat(license.isHeldBy(farm.worker("w2"))).isTrue();
        assertThat(license.isHeldBy(farm.worker("w1"))).isFalse();
        farm.farm.takeTouched();
        farm.exit(1, 0, 10);
        assertThat(farm.farm.takeTouched().shownLicenses())
                .as("the seat is still in use")
                .isEmpty();
        farm.exit(2, 0, 10);
        farm.exit(3, 0, 10);
        farm.exit(4, 0, 10);
        assertThat(farm.farm.takeTouched().shownLicenses()).containsExactly(license);
        assertThat(license.used()).isZero();
        farm.ask(new SetLicense(new LicenseSpec(nuke, 9, SeatsPer.COMMAND)));
        assertThat(farm.plan()).hasSize(2);
        assertThat(license.used()).isEqualTo(2);
        assertThat(license.isHeldBy(farm.worker("w2")))
                .as("its commands hold them")
                .isFalse();
    }
}
