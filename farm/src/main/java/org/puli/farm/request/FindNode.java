package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.JobSpec;

/** Where a task or group stands in the spec of its job. */
public record FindNode(TaskId node) implements Request<FindNode.Place> {
    /** A place in a spec; tasks and groups count from 0 in the order of their numbers. */
    public record Place(JobId job, JobSpec spec, int number) {}
}
