package org.puli.dispatcher.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.puli.dispatcher.store.Stretches.Stretch;
import org.puli.farm.row.JobRow;

/** Which rows belong to jobs that are loaded: so a start reads nothing of the history, however long that is. */
final class LiveRows {
    private final List<JobRow> jobs;
    private final Set<Long> numbers = new HashSet<>();

    /** The rows of these jobs, which are in the order of their numbers. */
    LiveRows(List<JobRow> jobs) {
        this.jobs = jobs;
        jobs.forEach(job -> numbers.add(job.jobId()));
    }

    List<JobRow> jobs() {
        return jobs;
    }

    Stretches jobStretches() {
        return Stretches.of(
                jobs.stream().map(job -> new Stretch(job.jobId(), job.jobId())).toList());
    }

    /** Jobs take their commands' numbers in the order in which they come. */
    Stretches commandStretches() {
        return Stretches.of(jobs.stream()
                .filter(job -> job.commandCount() > 0)
                .map(job -> new Stretch(job.firstCommandId(), job.firstCommandId() + job.commandCount() - 1))
                .toList());
    }

    /** Leaves out what belongs to jobs of the history. */
    <R> List<R> ofJobs(List<R> rows, ToLongFunction<R> job) {
        return rows.stream()
                .filter(row -> numbers.contains(job.applyAsLong(row)))
                .toList();
    }
}
