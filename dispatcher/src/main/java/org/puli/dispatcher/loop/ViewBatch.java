package org.puli.dispatcher.loop;

import java.util.List;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.PoolView;
import org.puli.api.view.WorkerView;

/**
 * What one batch changed in what is shown: the new view of everything it touched.
 *
 * @param number the batch's number
 * @param commands counts over the whole farm
 */
public record ViewBatch(
        long number,
        List<JobView> jobs,
        List<WorkerView> workers,
        List<PoolView> pools,
        List<LicenseView> licenses,
        List<JobId> deletedJobs,
        List<WorkerName> deletedWorkers,
        List<PoolName> deletedPools,
        Counts commands) {}
