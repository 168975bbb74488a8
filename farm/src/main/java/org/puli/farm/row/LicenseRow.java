package org.puli.farm.row;

/** A license and how many seats it has. */
public record LicenseRow(String name, int count) {}
