package org.puli.dispatcher.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.store.Stretches.Stretch;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.JobRow;

/** Which rows belong to jobs that are loaded: so a start reads nothing of the history, however long that is. */
final class LiveRows {
    private final List<JobRow> jobs;
    private final Set<Long> numbers = new HashSet<>();
    private final @Nullable Set<Long> archived;

    /** The rows of these jobs, which are in the order of their numbers. */
    LiveRows(List<JobRow> jobs) {
        this.jobs = jobs;
        this.archived = null;
        jobs.forEach(job -> numbers.add(job.jobId()));
    }

    /** All rows but those of jobs in the history, whether or not they belong to a job: for who looks for such. */
    LiveRows(List<JobRow> jobs, List<ArchivedRow> history) {
        this.jobs = jobs;
        Set<Long> known = new HashSet<>();
        history.forEach(row -> known.add(row.job().jobId()));
        this.archived = known;
    }

    List<JobRow> jobs() {
        return jobs;
    }

    /** Where rows of loaded jobs are; null where all have to be read. */
    @Nullable
    Stretches jobStretches() {
        return archived != null
                ? null
                : Stretches.of(jobs.stream()
                        .map(job -> new Stretch(job.jobId(), job.jobId()))
                        .toList());
    }

    /** The same by the numbers of commands, which jobs take in the order in which they come. */
    @Nullable
    Stretches commandStretches() {
        return archived != null
                ? null
                : Stretches.of(jobs.stream()
                        .filter(job -> job.commandCount() > 0)
                        .map(job -> new Stretch(job.firstCommandId(), job.firstCommandId() + job.commandCount() - 1))
                        .toList());
    }

    /** Leaves out what belongs to jobs of the history. */
    <R> List<R> ofJobs(List<R> rows, ToLongFunction<R> job) {
        return rows.stream().filter(row -> isMeant(job.applyAsLong(row))).toList();
    }

    private boolean isMeant(long job) {
        return archived == null ? numbers.contains(job) : !archived.contains(job);
    }
}
