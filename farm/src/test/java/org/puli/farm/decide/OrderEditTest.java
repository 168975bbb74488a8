package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.placed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.json.JobPatch;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.Target;
import org.puli.farm.schedule.AssignmentPlanner;

/** How people change the order in which a job serves its tasks and groups. */
class OrderEditTest {
    private final FarmFixture farm = FarmFixture.farm();

    /** Nodes 0 and 1 are its tasks a and b, 2 its group g, 3 and 4 the tasks c and d in that. */
    private Job submit(Strategy strategy) {
        GroupSpec group = new GroupSpec(
                "g",
                List.of(),
                false,
                TaskSettings.NONE,
                List.of(placed("c", "1-9", Precedence.DEFAULT), placed("d", "1-9", Precedence.DEFAULT)),
                List.of(),
                Precedence.DEFAULT,
                strategy);
        return farm.submit(FarmFixture.served(
                strategy,
                List.of(group),
                placed("a", "1-9", Precedence.DEFAULT),
                placed("b", "1-9", Precedence.DEFAULT)));
    }

    private void patch(Job job, int place, String patch) {
        edit(job, JobPatch.node(job.spec(), place, patch).spec());
    }

    private void edit(Job job, JobSpec after) {
        assertThat(farm.ask(new EditJob(new Target.WholeJob(job.id()), job.spec(), after, "", "")))
                .isPresent();
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        Job same = loaded.findJob(job.id());
        for (int i = 0; i < job.nodes().size(); i++) {
            assertThat(same.nodes().get(i).precedence())
                    .isEqualTo(job.nodes().get(i).precedence());
            assertThat(same.nodes().get(i).strategyAround())
                    .isEqualTo(job.nodes().get(i).strategyAround());
        }
    }

    private List<Integer> held(Job job) {
        return job.nodes().stream().map(node -> node.leaseCount()).toList();
    }

    @Test
    void aTaskOrGroupThatGetsASmallerPlaceOvertakesItsSiblings() {
        Job job = submit(Strategy.AS_IS);
        farm.workers(2);
        patch(job, 1, "{\"place\": -1}");
        farm.plan();
        assertThat(held(job)).containsExactly(0, 2, 0, 0, 0);
        patch(job, 2, "{\"place\": -2}");
        patch(job, 3, "{\"place\": 1}");
        farm.workers(2);
        farm.plan();
        assertThat(held(job)).containsExactly(0, 2, 2, 0, 2);
    }

    @Test
    void aTaskThatGetsAHigherPriorityOvertakesItsSiblings() {
        Job job = submit(Strategy.PRIORITY);
        farm.workers(2);
        patch(job, 1, "{\"priority\": 60}");
        farm.plan();
        assertThat(held(job)).containsExactly(0, 2, 0, 0, 0);
        patch(job, 2, "{\"priority\": 70}");
        patch(job, 4, "{\"priority\": 51}");
        farm.workers(2);
        farm.plan();
        assertThat(held(job)).containsExactly(0, 2, 2, 0, 2);
        patch(job, 2, "{\"priority\": null}");
        farm.workers(1);
        farm.plan();
        assertThat(held(job)).containsExactly(0, 3, 2, 0, 2);
    }

    @Test
    void otherWeightsShareOtherwiseFromTheNextStartOn() {
        Job job = submit(Strategy.WEIGHTED);
        farm.workers(3);
        farm.plan();
        assertThat(held(job)).containsExactly(1, 1, 1, 1, 0);
        patch(job, 0, "{\"weight\": 4}");
        farm.workers(3);
        farm.plan();
        assertThat(held(job)).containsExactly(4, 1, 1, 1, 0);
    }

    @Test
    void aLowerMaximumStopsNothingAndLetsNothingStartUntilThereIsRoomBelowIt() {
        Job job = submit(Strategy.FIFO);
        farm.workers(3);
        farm.plan();
        assertThat(held(job)).containsExactly(3, 0, 0, 0, 0);
        patch(job, 0, "{\"maxWorkers\": 2}");
        assertThat(held(job)).containsExactly(3, 0, 0, 0, 0);
        farm.workers(1);
        farm.plan();
        assertThat(held(job)).containsExactly(3, 1, 0, 0, 0);
        farm.end(1, Outcome.DONE);
        farm.plan();
        assertThat(held(job)).containsExactly(2, 2, 0, 0, 0);
        patch(job, 0, "{\"maxWorkers\": 0}");
        farm.workers(1);
        farm.plan();
        assertThat(held(job)).containsExactly(3, 2, 0, 0, 0);
    }

    @Test
    void aMaximumOfAGroupHoldsForAllThatIsInIt() {
        Job job = submit(Strategy.FIFO);
        patch(job, 0, "{\"maxWorkers\": 1}");
        patch(job, 1, "{\"maxWorkers\": 1}");
        patch(job, 2, "{\"maxWorkers\": 1}");
        farm.workers(4);
        farm.plan();
        assertThat(held(job)).containsExactly(1, 1, 1, 1, 0);
        patch(job, 2, "{\"maxWorkers\": 3}");
        farm.plan();
        assertThat(held(job)).containsExactly(1, 1, 2, 2, 0);
    }

    @Test
    void anotherStrategyServesFromTheNextStartOn() {
        Job job = submit(Strategy.FIFO);
        farm.workers(3);
        farm.plan();
        assertThat(held(job)).containsExactly(3, 0, 0, 0, 0);
        edit(job, JobPatch.job(job.spec(), "{\"strategy\": \"fair\"}").spec());
        farm.workers(4);
        farm.plan();
        assertThat(held(job)).containsExactly(3, 2, 2, 2, 0);
        patch(job, 2, "{\"strategy\": \"fair\"}");
        farm.workers(2);
        farm.plan();
        assertThat(held(job)).containsExactly(3, 3, 3, 2, 1);
        assertThat(new AssignmentPlanner(Farm.load(farm.farm.rows(1))).findNext())
                .isNull();
    }
}
