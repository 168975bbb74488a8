package org.puli.farm.row;

import org.puli.api.spec.SeatsPer;

/**
 * A license and how many seats it has.
 *
 * @param per by what they are counted
 * @param outside seats in use outside the farm
 * @param outsideUntil until when that counts, milliseconds since 1970; 0 when nothing was reported
 * @param outsideMillis how long that report counts in all, milliseconds
 */
public record LicenseRow(String name, int count, SeatsPer per, int outside, long outsideUntil, long outsideMillis) {}
