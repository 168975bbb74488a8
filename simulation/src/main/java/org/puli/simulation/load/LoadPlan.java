package org.puli.simulation.load;

/**
 * How simulated workers behave.
 *
 * @param slots commands that each runs at once, from 1
 * @param commandNanos how long a command takes on average; 0 when it ends as soon as it starts. A longer one is also
 *     reported as running, as a real worker does
 * @param isMixed whether they are of {@link WorkerKinds many kinds}; else all of them are plain
 */
public record LoadPlan(int slots, long commandNanos, boolean isMixed) {}
