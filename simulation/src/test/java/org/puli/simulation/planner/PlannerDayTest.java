package org.puli.simulation.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.puli.api.view.WaitingReason;

/** Small random farms live through random days; every single choice of the planner is held against the plain rules. */
class PlannerDayTest {
    private static final int FARMS = 4_200;

    @Test
    void everyChoiceIsTheOneThatThePlainRulesMake() {
        PlannerCampaign campaign = new PlannerCampaign();
        campaign.run(1, FARMS);
        assertThat(campaign.broken()).isEmpty();
        assertThat(campaign.tally().starts()).isGreaterThan(60_000);
        assertThat(campaign.tally().lifts()).isGreaterThan(100_000);
        assertThat(campaign.tally().liftedStarts()).isGreaterThan(4_000);
        assertThat(campaign.tally().edits()).isGreaterThan(5_000);
        assertThat(campaign.tally().shared()).isGreaterThan(500);
        assertThat(campaign.tally().preemptions()).isGreaterThan(150);
        assertThat(campaign.tally().preemptionsOfSeveral()).isGreaterThan(10);
        Set<WaitingReason> all = EnumSet.allOf(WaitingReason.class);
        // Nobody is about to start at the day's end; a job that holds its maximum of workers and runs nothing is too
        // rare, and has a test beside the planner.
        all.remove(WaitingReason.STARTING);
        all.remove(WaitingReason.MAX_WORKERS);
        // Nothing pauses here; the whole farm's simulation shows it.
        all.remove(WaitingReason.RETRY_DELAY);
        assertThat(campaign.tally().reasons()).containsAll(all);
    }
}
