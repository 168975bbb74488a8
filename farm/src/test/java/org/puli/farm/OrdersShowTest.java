package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import org.junit.jupiter.api.Test;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.RunDetails;

class OrdersShowTest {
    private static RunDetails ordered(TaskSettings settings) {
        FarmFixture farm = FarmFixture.farm().workers(1);
        farm.submit(job(task("render", "1", settings)));
        farm.plan();
        return requireNonNull(
                OrdersShow.wanted(farm.farm, farm.worker("w1")).getFirst().details());
    }

    @Test
    void theLimitsOfATaskGoToItsWorkerAndNothingElseDoes() {
        ProcessLimits limits = new ProcessLimits(4_096, 0L, 10, 500, true);
        assertThat(ordered(TaskSettings.NONE.withLimits(limits)).limits()).isEqualTo(limits);
        assertThat(ordered(TaskSettings.NONE).limits()).isNull();
    }
}
