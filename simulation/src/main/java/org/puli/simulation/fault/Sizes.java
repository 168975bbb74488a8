package org.puli.simulation.fault;

/**
 * How large a seed's farm is and how long it is worked on.
 *
 * @param workers workers, 1 to 200
 * @param jobs jobs, 1 to 50
 * @param licenses kinds of licenses
 * @param commands commands per task at most
 * @param steps how much happens before the faults end
 */
public record Sizes(int workers, int jobs, int licenses, int commands, long steps) {}
