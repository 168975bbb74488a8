package org.puli.simulation.fault;

/**
 * Which machines of a seed's farm sleep.
 *
 * @param share the part of them that do, 0 to 1
 * @param idleMillis how long such a machine is idle before
 */
public record SleepPlan(double share, long idleMillis) {}
