package org.puli.farm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.puli.farm.row.JobRow;

/**
 * The newest rows of jobs that were handed over to be stored, as far as they may be the same next time: most ends of
 * commands change nothing that is stored of their job, and with thousands of jobs at once each row is a page of the
 * database. Only of jobs of which something runs, so that it stays small. Owned by the loop.
 */
final class HandedRows {
    private final Map<Job, JobRow> newest = new HashMap<>();

    /** The rows of these jobs that say something new. */
    List<JobRow> news(Collection<Job> jobs) {
        List<JobRow> news = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            JobRow row = job.row();
            JobRow before = job.leaseCount() == 0 ? newest.remove(job) : newest.put(job, row);
            if (!row.equals(before)) {
                news.add(row);
            }
        }
        return news;
    }

    /** One that left memory. */
    void forget(Job job) {
        newest.remove(job);
    }
}
