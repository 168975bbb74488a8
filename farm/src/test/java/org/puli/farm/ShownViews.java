package org.puli.farm;

import java.util.TreeMap;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.PoolView;
import org.puli.api.view.WorkerView;

/** What whoever looks has been shown. */
record ShownViews(
        TreeMap<JobId, JobView> jobs,
        TreeMap<WorkerName, WorkerView> workers,
        TreeMap<PoolName, PoolView> pools,
        TreeMap<LicenseName, LicenseView> licenses) {
    static ShownViews none() {
        return new ShownViews(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Everything, shown anew. */
    static ShownViews of(Farm farm) {
        ShownViews views = none();
        farm.jobs().forEach(views::show);
        farm.workers().forEach(views::show);
        farm.pools().forEach(views::show);
        farm.licenses().forEach(views::show);
        return views;
    }

    void add(Touched touched) {
        touched.deleted().forEach(jobs::remove);
        touched.deletedWorkers().forEach(workers::remove);
        touched.deletedPools().forEach(pools::remove);
        touched.shownJobs().forEach(this::show);
        touched.shownWorkers().forEach(this::show);
        touched.shownPools().forEach(this::show);
        touched.shownLicenses().forEach(this::show);
    }

    private void show(Job job) {
        jobs.put(job.id(), JobShow.line(job, null));
    }

    private void show(Worker worker) {
        workers.put(worker.name(), worker.view());
    }

    private void show(Pool pool) {
        pools.put(pool.name(), pool.view());
    }

    private void show(License license) {
        licenses.put(license.name(), license.view());
    }
}
