package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;

/**
 * The jobs of a farm, and to which of them a number belongs. Looked into several times for each start and end, so that
 * a job is found by its hash or in an array: in a tree of thousands each step is a look into memory. Owned by the loop.
 */
final class JobIndex {
    private final TreeMap<JobId, Job> inOrder = new TreeMap<>();
    private final Map<JobId, Job> byId = new HashMap<>();
    private final Floors<Job> byFirstCommand = new Floors<>();
    private final Floors<Job> byFirstTask = new Floors<>();

    /** All jobs, in the order in which they were submitted. */
    Collection<Job> all() {
        return Collections.unmodifiableCollection(inOrder.values());
    }

    /** A job; null when it is not there. */
    @Nullable
    Job find(JobId job) {
        return byId.get(job);
    }

    /** The job whose numbers of commands a command's number is among, if there is such a command. */
    @Nullable
    Job findOf(CommandId command) {
        return byFirstCommand.find(command.value());
    }

    /** The same for a task or group. */
    @Nullable
    Job findOf(TaskId node) {
        return byFirstTask.find(node.value());
    }

    void add(Job job) {
        inOrder.put(job.id(), job);
        byId.put(job.id(), job);
        byFirstCommand.put(job.seed().firstCommand(), job);
        byFirstTask.put(job.seed().firstTask(), job);
        job.there = true;
    }

    void remove(Job job) {
        inOrder.remove(job.id());
        byId.remove(job.id());
        byFirstCommand.remove(job.seed().firstCommand());
        byFirstTask.remove(job.seed().firstTask());
        job.there = false;
    }
}
