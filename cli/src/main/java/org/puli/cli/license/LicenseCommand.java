package org.puli.cli.license;

import picocli.CommandLine.Command;

/** The noun {@code license}. */
@Command(
        name = "license",
        description = "Licenses: list, set, outside.",
        subcommands = {LicenseList.class, LicenseSet.class, LicenseOutside.class})
public final class LicenseCommand {}
