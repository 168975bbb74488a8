package org.puli.simulation.crash;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Everything that clients of one farm were told. Safe on every thread. */
final class Promises {
    private final List<JobPromise> jobs = new CopyOnWriteArrayList<>();
    private final List<LicensePromise> licenses = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();

    void add(JobPromise job) {
        jobs.add(job);
    }

    void add(LicensePromise license) {
        licenses.add(license);
    }

    List<JobPromise> jobs() {
        return jobs;
    }

    List<LicensePromise> licenses() {
        return licenses;
    }

    /** A client met something that must not be. */
    void broken(RuntimeException what) {
        broken.compareAndSet(null, what);
    }

    void throwIfBroken() {
        RuntimeException what = broken.get();
        if (what != null) {
            throw what;
        }
    }
}
