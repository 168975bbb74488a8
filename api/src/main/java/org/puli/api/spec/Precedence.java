package org.puli.api.spec;

/**
 * Where a task or group stands among the children of the group (or job) around it.
 *
 * @param priority 0 to 100, higher first where its siblings are served by it
 * @param weight its part where its siblings are served by their weights, more than 0
 * @param maxWorkers the most of its commands that run at once; 0 for no limit
 */
public record Precedence(int priority, double weight, int maxWorkers) {
    /** The middle, without a limit. */
    public static final Precedence DEFAULT = new Precedence(JobSpec.DEFAULT_PRIORITY, 1, 0);
}
