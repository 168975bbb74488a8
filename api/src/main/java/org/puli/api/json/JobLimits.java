package org.puli.api.json;

import org.puli.api.spec.CommandPairs;

/** The limits of a job document; each stands in docs/job-files.md. */
public final class JobLimits {
    /** Characters of a document. */
    public static final int DOCUMENT = 16 << 20;

    /** Commands of a job whose tasks describe ranges. */
    public static final long COMMANDS = 10_000_000;

    /** Frames of a job in all. */
    public static final long FRAMES = 100_000_000;

    /** Parts of one frame range, as {@code 1-5,9} has two. */
    public static final int FRAME_PARTS = 10_000;

    /** Command lines that a job may spell out one by one. */
    public static final int EXPLICIT_COMMANDS = 250_000;

    /** Tasks and groups of a job. */
    public static final int NODES = 10_000;

    /** Groups within groups. */
    public static final int DEPTH = 8;

    /** Arguments of a command. */
    public static final int ARGUMENTS = 10_000;

    /** Bytes of one argument; the operating system takes no more. */
    public static final int ARGUMENT_BYTES = 131_071;

    /** Named arguments that one place says. */
    public static final int NAMED_ARGUMENTS = 1_000;

    /** Characters of the named arguments of one place in all. */
    public static final int NAMED_CHARACTERS = 256 << 10;

    /** Characters of a command line with the values of its named arguments in it. */
    public static final int FILLED_LINE = 2 << 20;

    /** Tags of a job, and those that a task or group says itself. */
    public static final int TAGS = 64;

    /** Variables of an environment. */
    public static final int VARIABLES = 1_000;

    /** Characters of an environment in all. */
    public static final int ENVIRONMENT = 128 << 10;

    /** Things that one task or group waits for. */
    public static final int DEPENDENCIES = 1_000;

    /** Parts of a frame range whose frames wait for frames or are waited for so. */
    public static final int PAIRED_PARTS = CommandPairs.MOST_PARTS;

    /** Times that one task, group or job waits for. */
    public static final int TIMES = 32;

    /** Files that one task, group or job waits for. */
    public static final int FILES = 32;

    /** Licenses of one task. */
    public static final int LICENSES = 64;

    /** Site-defined amounts of one task. */
    public static final int AMOUNTS = 64;

    /** Conditions on attributes of one task's requirements. */
    public static final int CONDITIONS = 64;

    /** Tags, programs, names of workers, or values of one condition, in one list. */
    public static final int WORDS = 1_000;

    /** Exit codes in one list. */
    public static final int EXIT_CODES = 256;

    /** Characters of a regular expression for lines of output. */
    public static final int PATTERN = 500;

    /** Characters of a working directory. */
    public static final int PATH = 4_096;

    /** Levels of a document's tree, whatever it holds. */
    public static final int TREE_DEPTH = 40;

    /** Single values, lists and maps of a document. */
    public static final int VALUES = 2_000_000;

    private JobLimits() {}
}
