package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.JobId;
import org.puli.api.TaskId;

/**
 * The tasks whose commands have failed on a worker since one last went well there, with their jobs. Many tasks of one
 * job may all be broken; many tasks of several jobs say that the worker is.
 */
public record FailureStreak(SortedMap<TaskId, JobId> tasks) {
    /** Nothing failed. */
    public static final FailureStreak NONE = new FailureStreak(new TreeMap<>());

    private static final int MOST_TASKS = 100;
    private static final int LEAST_JOBS = 2;

    /** Copies the map. */
    public FailureStreak {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    }

    /** One task more. */
    public FailureStreak with(TaskId task, JobId job) {
        if (tasks.containsKey(task) || tasks.size() >= MOST_TASKS) {
            return this;
        }
        TreeMap<TaskId, JobId> more = new TreeMap<>(tasks);
        more.put(task, job);
        return new FailureStreak(more);
    }

    /** Whether so many tasks of at least two jobs have failed. */
    public boolean reaches(int limit) {
        return tasks.size() >= limit && jobCount() >= LEAST_JOBS;
    }

    /** Whether nothing failed. */
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** How many jobs the tasks belong to. */
    public int jobCount() {
        return new TreeSet<>(tasks.values()).size();
    }

    /** The form in which it is stored. */
    String text() {
        List<String> pairs = new ArrayList<>();
        tasks.forEach((task, job) -> pairs.add(task.value() + ":" + job.value()));
        return String.join(",", pairs);
    }

    /** Reads {@link #text}. */
    static FailureStreak of(String text) {
        TreeMap<TaskId, JobId> tasks = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            tasks.put(
                    new TaskId(Long.parseLong(pair.substring(0, colon))),
                    new JobId(Long.parseLong(pair.substring(colon + 1))));
        }
        return new FailureStreak(tasks);
    }
}
