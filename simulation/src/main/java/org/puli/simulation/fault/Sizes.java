package org.puli.simulation.fault;

import org.puli.api.LicenseName;

/**
 * How large a seed's farm is and how long it is worked on.
 *
 * @param workers workers, 1 to 200
 * @param jobs jobs, 1 to 50
 * @param licenses kinds of licenses
 * @param commands commands per task at most
 * @param steps how much happens before the faults end
 */
public record Sizes(int workers, int jobs, int licenses, int commands, long steps) {
    /** The name of a license by its number, from 1. */
    public static LicenseName license(int number) {
        return new LicenseName("license-" + number);
    }
}
