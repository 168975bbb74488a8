package org.puli.cli.pool;

import picocli.CommandLine.Command;

/** The noun {@code pool}. */
@Command(name = "pool", description = "Pools of workers: list.", subcommands = PoolList.class)
public final class PoolCommand {}
