package org.puli.cli.license;

import picocli.CommandLine.Command;

/** The noun {@code license}. */
@Command(
        name = "license",
        description = "Licenses: list, set.",
        subcommands = {LicenseList.class, LicenseSet.class})
public final class LicenseCommand {}
