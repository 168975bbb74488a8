package org.puli.farm.row;

/**
 * A license and how many seats it has.
 *
 * @param outside seats in use outside the farm
 * @param outsideUntil until when that counts, milliseconds since 1970; 0 when nothing was reported
 * @param outsideMillis how long that report counts in all, milliseconds
 */
public record LicenseRow(String name, int count, int outside, long outsideUntil, long outsideMillis) {}
