package org.puli.cli.path;

import picocli.CommandLine.Command;

/** The noun {@code path}. */
@Command(
        name = "path",
        description = "Path rules, by which paths of one platform are found on others: list, set, delete, try, doctor.",
        subcommands = {PathList.class, PathSet.class, PathDelete.class, PathTry.class, PathDoctor.class})
public final class PathCommand {}
