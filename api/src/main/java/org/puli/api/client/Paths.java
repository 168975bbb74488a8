package org.puli.api.client;

import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;

/** Where things stand on a dispatcher. Stateless. */
final class Paths {
    static final String JOBS = "/api/v1/jobs";
    static final String WORKERS = "/api/v1/workers";

    private Paths() {}

    static String of(JobId job) {
        return JOBS + "/" + job;
    }

    static String blocklist(JobId job) {
        return of(job) + "/blocklist";
    }

    static String of(WorkerName worker) {
        return WORKERS + "/" + Call.escaped(worker.value());
    }

    static String of(PoolName pool) {
        return "/api/v1/pools/" + Call.escaped(pool.value());
    }

    static String of(LicenseName license) {
        return "/api/v1/licenses/" + Call.escaped(license.value());
    }

    static String of(PoolName pool, String share) {
        return of(pool) + "/shares/" + Call.escaped(share);
    }
}
