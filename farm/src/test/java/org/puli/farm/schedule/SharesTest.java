package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Resources;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.WaitingReason;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.SetShare;

/** The examples of docs/scheduling.md on shares. */
class SharesTest {
    private static ShareSpec share(String prod, double weight, double min, double max) {
        return new ShareSpec(prod, Map.of("prod", List.of(prod)), List.of(), weight, min, max);
    }

    private static FarmFixture divided(int workers, ShareSpec... shares) {
        FarmFixture farm = farm().workers(workers);
        for (ShareSpec share : shares) {
            farm.ask(new SetShare(JobSpec.DEFAULT_POOL, share));
        }
        return farm;
    }

    @Test
    void sharesGetTheirPartsWhateverTheNumberOfTheirJobs() {
        FarmFixture farm = divided(12, share("alpha", 2, 0, 0), share("beta", 1, 0, 0));
        Job alone = farm.submit(tagged("alpha", 50, frames("render", "1-99")));
        List<Job> crowd = List.of(
                farm.submit(tagged("beta", 50, frames("render", "1-99"))),
                farm.submit(tagged("beta", 50, frames("render", "1-99"))),
                farm.submit(tagged("beta", 50, frames("render", "1-99"))),
                farm.submit(tagged("beta", 50, frames("render", "1-99"))));
        farm.plan();
        assertThat(alone.leaseCount()).isEqualTo(8);
        assertThat(crowd).extracting(Job::leaseCount).containsExactly(1, 1, 1, 1);
    }

    @Test
    void priorityGoesBeforeTheShareThatHoldsLess() {
        FarmFixture farm = divided(3, share("alpha", 1, 0, 0), share("beta", 100, 0, 0));
        Job high = farm.submit(tagged("alpha", 60, frames("render", "1-99")));
        farm.submit(tagged("beta", 50, frames("render", "1-99")));
        farm.plan();
        assertThat(high.leaseCount()).isEqualTo(3);
    }

    @Test
    void aGuaranteedMinimumGoesBeforePriority() {
        FarmFixture farm = divided(5, share("alpha", 1, 2, 0));
        Job high = farm.submit(tagged("beta", 90, frames("render", "1-99")));
        Job promised = farm.submit(tagged("alpha", 10, frames("render", "1-99")));
        farm.plan();
        assertThat(promised.leaseCount()).isEqualTo(2);
        assertThat(high.leaseCount()).isEqualTo(3);
    }

    @Test
    void whatIsNotUsedIsLentAndComesBackAsCommandsEnd() {
        FarmFixture farm = divided(4, share("alpha", 1, 4, 0));
        Job borrower = farm.submit(tagged("beta", 50, frames("render", "1-99")));
        farm.plan();
        assertThat(borrower.leaseCount()).isEqualTo(4);
        Job owner = farm.submit(tagged("alpha", 50, frames("render", "1-99")));
        assertThat(farm.plan()).isEmpty();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.end(2, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(owner.leaseCount()).isEqualTo(2);
        assertThat(borrower.leaseCount()).isEqualTo(2);
    }

    @Test
    void aMaximumHoldsThoughWorkersStandIdle() {
        FarmFixture farm = divided(4, share("alpha", 1, 0, 2));
        Job limited = farm.submit(tagged("alpha", 50, frames("render", "1-99")));
        Job other = farm.submit(tagged("alpha", 50, frames("render", "1-99")));
        farm.plan();
        assertThat(limited.leaseCount() + other.leaseCount()).isEqualTo(2);
        Job third = farm.submit(tagged("alpha", 50, frames("render", "1-99")));
        farm.plan();
        assertThat(farm.reasons.of(third)).isEqualTo(WaitingReason.SHARE_FULL);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
        farm.ask(new SetShare(JobSpec.DEFAULT_POOL, share("alpha", 1, 0, 3)));
        assertThat(farm.plan()).hasSize(1);
        farm.ask(new DeleteShare(JobSpec.DEFAULT_POOL, "alpha"));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aGrantIsClippedToWhatTheShareMayStillHold() {
        FarmFixture farm = divided(0, share("alpha", 1, 0, 5)).workers(1, 8);
        TaskSettings greedy = cores(2).withResources(new Resources(8.0, null, null, null, null));
        Job job = farm.submit(tagged("alpha", 50, task("render", "1-9", greedy)));
        farm.plan();
        assertThat(job.usedMilliCost()).isEqualTo(5000);
        assertThat(farm.command(1).held().milliCores()).isEqualTo(5000);
    }

    @Test
    void theFirstShareThatMatchesTakesAJob() {
        ShareSpec ofBob = new ShareSpec("bob", Map.of(), List.of("bob"), 1, 0, 0);
        FarmFixture farm = divided(1, share("alpha", 1, 0, 0), ofBob, share("beta", 1, 0, 0));
        assertThat(farm.submit(tagged("alpha", 50, frames("a", "1")))
                        .share()
                        .spec()
                        .name())
                .isEqualTo("alpha");
        assertThat(farm.submit(tagged("beta", 50, frames("a", "1")))
                        .share()
                        .spec()
                        .name())
                .isEqualTo("beta");
        assertThat(farm.submit(tagged("gamma", 50, frames("a", "1")))
                        .share()
                        .spec()
                        .name())
                .isEqualTo("rest");
    }
}
