package org.puli.api.spec;

/**
 * Where a task or group stands among the children of the group (or job) around it.
 *
 * @param priority 0 to 100, higher first where its siblings are served by it
 * @param weight its part where its siblings are served by their weights, more than 0
 * @param maxWorkers the most of its commands that run at once; 0 for no limit
 * @param place smaller goes first where its siblings are served as they are; 0 in what was stored before there was one
 */
public record Precedence(int priority, double weight, int maxWorkers, int place) {
    /** The farthest from 0 that a place may be. */
    public static final int MOST_PLACE = 1_000_000;

    /** The middle, without a limit. */
    public static final Precedence DEFAULT = new Precedence(JobSpec.DEFAULT_PRIORITY, 1, 0);

    /** At the place of all that say nothing. */
    public Precedence(int priority, double weight, int maxWorkers) {
        this(priority, weight, maxWorkers, 0);
    }
}
