package org.puli.simulation.crash;

import java.util.HashSet;
import java.util.Set;
import org.puli.api.JobId;
import org.puli.api.client.CommandQuery;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobQuery;
import org.puli.api.client.WorkerQuery;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.Page;

/** Asks the farm for everything that anybody was told. Owned by the main thread. */
final class Reread {
    private final FarmClient client;
    private final Promises promises;

    Reread(FarmClient client, Promises promises) {
        this.client = client;
        this.promises = promises;
    }

    /** Asks again; gives back how many answers were found to be still true. */
    long all() {
        long count = lists();
        for (JobPromise job : promises.jobs()) {
            count += one(job);
        }
        return count;
    }

    private long one(JobPromise job) {
        synchronized (job) {
            JobId id = job.id();
            if (id == null) {
                return 0;
            }
            long told = job.answerCount();
            job.reread(client.job(id));
            client.commands(id, CommandQuery.ALL).items().forEach(job::seen);
            return told;
        }
    }

    private long lists() {
        long count = 0;
        Set<JobId> listed = listed();
        for (JobPromise job : promises.jobs()) {
            // Jobs that were submitted after the list was read are not in it, so it is asked for once more.
            JobId id = job.id();
            if (id != null && !listed.contains(id)) {
                listed = listed();
                if (!listed.contains(id)) {
                    throw new Broken("job " + id + " is missing from the list of jobs");
                }
            }
            count++;
        }
        for (LicensePromise license : promises.licenses()) {
            synchronized (license) {
                if (license.isSet()) {
                    license.reread(find(license));
                    count++;
                }
            }
        }
        return count;
    }

    private Set<JobId> listed() {
        Set<JobId> ids = new HashSet<>();
        long offset = 0;
        long total = 1;
        while (offset < total) {
            Page<JobView> page = client.jobs(JobQuery.ALL.part(offset, Page.MAXIMUM));
            page.items().forEach(job -> ids.add(job.id()));
            total = page.total();
            offset += Page.MAXIMUM;
        }
        return ids;
    }

    private LicenseView find(LicensePromise license) {
        return client.licenses(0, Page.MAXIMUM).items().stream()
                .filter(view -> view.name().equals(license.name()))
                .findFirst()
                .orElseThrow(() -> new Broken("license " + license.name() + " is missing from the list of licenses"));
    }

    /** Whether nothing is left to do and nothing is left on workers. */
    boolean isOver() {
        Counts counts = client.farm().commands();
        return counts.ended() == counts.total()
                && client.workers(WorkerQuery.ALL).items().stream()
                        .allMatch(worker -> worker.running().isEmpty());
    }

    /** Lets go of whatever keeps jobs from ending. */
    void letGo() {
        for (LicensePromise license : promises.licenses()) {
            synchronized (license) {
                client.setLicense(license.name(), Page.MAXIMUM);
                license.set(Page.MAXIMUM);
            }
        }
        for (JobPromise job : promises.jobs()) {
            synchronized (job) {
                JobId id = job.id();
                if (id != null) {
                    client.resume(id);
                    job.paused(false);
                }
            }
        }
    }

    /** All is over: every job must look as was to be expected. */
    void settled() {
        for (JobPromise job : promises.jobs()) {
            JobId id = job.id();
            if (id != null) {
                job.settled(client.job(id));
            }
        }
    }
}
