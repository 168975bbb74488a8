package org.puli.farm.request;

import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;

/** The thing that a verb is for. */
public sealed interface Target {
    /** All of a job. */
    record WholeJob(JobId job) implements Target {
        @Override
        public String toString() {
            return "job " + job;
        }
    }

    /** The task or group of a job with this name or number. */
    record NodeOfJob(JobId job, String node) implements Target {
        @Override
        public String toString() {
            return "task " + node + " of job " + job;
        }
    }

    /** The task or group with this number. */
    record Node(TaskId node) implements Target {
        @Override
        public String toString() {
            return "task " + node;
        }
    }

    /** One command. */
    record One(CommandId command) implements Target {
        @Override
        public String toString() {
            return "command " + command;
        }
    }
}
