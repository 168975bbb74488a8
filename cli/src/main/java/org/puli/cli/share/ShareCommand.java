package org.puli.cli.share;

import picocli.CommandLine.Command;

/** The noun {@code share}. */
@Command(
        name = "share",
        description = "Shares of a pool: list, create, edit, delete.",
        subcommands = {ShareList.class, ShareCreate.class, ShareEdit.class, ShareDelete.class})
public final class ShareCommand {}
