package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.placed;
import static org.puli.farm.FarmFixture.served;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Task;

/** The examples of docs/scheduling.md on the order inside one job. */
class StrategiesTest {
    private static List<Integer> shares(Strategy strategy, int workers, Precedence... places) {
        FarmFixture farm = farm().workers(workers);
        TaskSpec[] tasks = new TaskSpec[places.length];
        for (int i = 0; i < places.length; i++) {
            tasks[i] = placed("t" + i, "1-99", places[i]);
        }
        Job job = farm.submit(served(strategy, List.of(), tasks));
        farm.plan();
        return job.tasks().stream().map(Task::leaseCount).toList();
    }

    private static Precedence priority(int priority) {
        return new Precedence(priority, 1, 0);
    }

    private static Precedence place(int place) {
        return new Precedence(50, 1, 0, place);
    }

    private static Precedence weight(double weight) {
        return new Precedence(50, weight, 0);
    }

    @Test
    void theFirstInTheDocumentGetsAllThatItCanUse() {
        assertThat(shares(Strategy.FIFO, 4, priority(10), priority(90))).containsExactly(4, 0);
        assertThat(shares(Strategy.AS_IS, 4, priority(10), priority(90))).containsExactly(4, 0);
    }

    @Test
    void theSmallestPlaceGoesFirstWhereChildrenAreServedAsTheyAre() {
        Precedence[] places = {Precedence.DEFAULT, place(-1), place(-2), place(-2), place(3)};
        assertThat(shares(Strategy.AS_IS, 4, places)).containsExactly(0, 0, 4, 0, 0);
        assertThat(shares(Strategy.FIFO, 4, places)).containsExactly(4, 0, 0, 0, 0);
        assertThat(shares(Strategy.PRIORITY, 4, places)).containsExactly(4, 0, 0, 0, 0);
    }

    @Test
    void aGroupStandsBehindTheTasksBesideItUnlessItsPlaceSaysOtherwise() {
        FarmFixture farm = farm().workers(4);
        GroupSpec group = new GroupSpec(
                "g",
                List.of(),
                false,
                TaskSettings.NONE,
                List.of(placed("in", "1-9", Precedence.DEFAULT)),
                List.of(),
                place(-1),
                Strategy.FIFO);
        TaskSpec beside = placed("beside", "1-9", Precedence.DEFAULT);
        farm.submit(served(Strategy.FIFO, List.of(group), beside));
        Job asIs = farm.submit(served(Strategy.AS_IS, List.of(group), beside));
        farm.plan();
        assertThat(farm.farm.jobs().iterator().next().tasks())
                .extracting(Task::leaseCount)
                .containsExactly(2, 0);
        assertThat(asIs.tasks()).extracting(Task::leaseCount).containsExactly(0, 2);
    }

    @Test
    void theHighestPriorityIsServedFirst() {
        assertThat(shares(Strategy.PRIORITY, 4, priority(10), priority(90), priority(90)))
                .containsExactly(0, 4, 0);
    }

    @Test
    void fairChildrenGetTheSameWhateverTheirWeight() {
        assertThat(shares(Strategy.FAIR, 6, weight(1), weight(9), weight(1))).containsExactly(2, 2, 2);
    }

    @Test
    void weightedChildrenGetTheirParts() {
        assertThat(shares(Strategy.WEIGHTED, 8, weight(1), weight(3))).containsExactly(2, 6);
    }

    @Test
    void childrenTakeTurnsOnOneWorker() {
        FarmFixture farm = farm().workers(1);
        farm.submit(served(
                Strategy.FAIR,
                List.of(),
                placed("a", "1-9", Precedence.DEFAULT),
                placed("b", "1-9", Precedence.DEFAULT)));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan().getFirst().command().value()).isEqualTo(10);
        farm.end(10, EndedRun.Outcome.DONE);
        assertThat(farm.plan().getFirst().command().value()).isEqualTo(2);
    }

    @Test
    void aMaximumOfATaskLetsTheNextOneIn() {
        assertThat(shares(Strategy.FIFO, 4, new Precedence(50, 1, 1), priority(50)))
                .containsExactly(1, 3);
    }

    @Test
    void aGroupIsOneChildAndServesItsOwnByItsOwnStrategy() {
        FarmFixture farm = farm().workers(8);
        GroupSpec hero = new GroupSpec(
                "hero",
                List.of(),
                false,
                TaskSettings.NONE,
                List.of(placed("h1", "1-99", Precedence.DEFAULT), placed("h2", "1-99", Precedence.DEFAULT)),
                List.of(),
                weight(3),
                Strategy.FAIR);
        Job job = farm.submit(served(Strategy.WEIGHTED, List.of(hero), placed("rest", "1-99", weight(1))));
        farm.plan();
        assertThat(job.tasks()).extracting(Task::leaseCount).containsExactly(2, 3, 3);
        assertThat(job.groups().getFirst().leaseCount()).isEqualTo(6);
    }

    @Test
    void aMaximumOfAGroupHoldsForAllThatIsInIt() {
        FarmFixture farm = farm().workers(8);
        GroupSpec small = new GroupSpec(
                "small",
                List.of(),
                false,
                TaskSettings.NONE,
                List.of(placed("s1", "1-99", Precedence.DEFAULT), placed("s2", "1-99", Precedence.DEFAULT)),
                List.of(),
                new Precedence(50, 1, 3),
                Strategy.FAIR);
        Job job = farm.submit(served(Strategy.FIFO, List.of(small)));
        farm.plan();
        assertThat(job.leaseCount()).isEqualTo(3);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
    }
}
