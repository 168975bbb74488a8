package org.puli.cli.pool;

import picocli.CommandLine.Command;

/** The noun {@code pool}. */
@Command(
        name = "pool",
        description = "Pools of workers: list, show, create, edit, delete, add, remove.",
        subcommands = {
            PoolList.class,
            PoolShow.class,
            PoolCreate.class,
            PoolEdit.class,
            PoolDelete.class,
            PoolAdd.class,
            PoolRemove.class
        })
public final class PoolCommand {}
