package org.puli.farm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.StopRule;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Jobs that are held back when too much of them fails. */
public final class StoppingJobs {
    private StoppingJobs() {}

    /** A job of these tasks; without a rule it goes on whatever fails. No worker is ever blocked. */
    public static JobSpec stopping(@Nullable StopRule rule, TaskSpec... tasks) {
        FailurePolicy policy = new FailurePolicy(null, null, null, null, null, null, null, null, 0, rule, null);
        return new JobSpec(
                1,
                "job",
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1,
                0,
                Map.of(),
                false,
                TaskSettings.NONE.withFailurePolicy(policy),
                List.of(tasks),
                List.of(),
                Strategy.FIFO);
    }
}
