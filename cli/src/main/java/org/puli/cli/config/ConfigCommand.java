package org.puli.cli.config;

import picocli.CommandLine.Command;

/** The noun {@code config}. */
@Command(
        name = "config",
        description = "Settings: show, reload.",
        subcommands = {ConfigShow.class, ConfigReload.class})
public final class ConfigCommand {}
