package org.puli.farm;

import org.puli.api.PoolName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;

/** Jobs of other pools than the one to which all belong. */
public final class PoolJobs {
    private PoolJobs() {}

    /** A job of a pool. */
    public static JobSpec inPool(String pool, TaskSpec... tasks) {
        return inPool(pool, FarmFixture.job(tasks));
    }

    /** The same job, but of a pool. */
    public static JobSpec inPool(String pool, JobSpec job) {
        return new JobSpec(
                job.specVersion(),
                job.name(),
                job.owner(),
                new PoolName(pool),
                job.priority(),
                job.weight(),
                job.maxWorkers(),
                job.tags(),
                job.paused(),
                job.settings(),
                job.tasks(),
                job.groups(),
                job.strategy());
    }
}
