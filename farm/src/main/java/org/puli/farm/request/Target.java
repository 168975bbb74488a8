package org.puli.farm.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /**
     * The tasks of a job that carry a tag, their own or one of what is around them.
     *
     * @param node name or number of the task or group to look in; null for all of the job
     * @param tag the name of a tag, or a tag with its value, as in {@code pass=beauty}
     */
    record Tagged(JobId job, @Nullable String node, String tag) implements Target {
        /** Whether tags are so. */
        public boolean isIn(Map<String, String> tags) {
            int equals = tag.indexOf('=');
            return equals < 0
                    ? tags.containsKey(tag)
                    : tag.substring(equals + 1).equals(tags.get(tag.substring(0, equals)));
        }

        @Override
        public String toString() {
            return "tasks with tag " + tag + (node == null ? "" : " in task " + node) + " of job " + job;
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
