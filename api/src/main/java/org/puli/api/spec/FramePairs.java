package org.puli.api.spec;

/** Whether the frames of one task can wait for the frames of another. Stateless. */
public final class FramePairs {
    /** Parts of a frame range whose frames wait for frames or are waited for so. */
    public static final int MOST_PARTS = 1_000;

    private FramePairs() {}

    /** What is in the way; empty when nothing is. */
    public static String problem(TaskSpec from, TaskSpec to) {
        for (TaskSpec task : new TaskSpec[] {from, to}) {
            if (task.frames() == null) {
                return "task '" + task.name() + "' has no frames; 'by: command' pairs commands by their places";
            }
            int parts = task.frames().segments().size();
            if (parts > MOST_PARTS) {
                return "the frames of task '" + task.name() + "' have " + parts + " parts; at most " + MOST_PARTS
                        + " are allowed where frames wait for frames";
            }
        }
        return "";
    }
}
