package org.puli.cli.shared;

import org.puli.api.view.Problem;

/** What every verb's exit code means; {@code --help} tells the same. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;

    /** The thing that was asked for failed. */
    public static final int FAILED = 1;

    /** Wrong usage or bad input; nothing was changed. */
    public static final int USAGE = 2;

    /** No dispatcher answers, or it stays too busy to. */
    public static final int NO_SERVER = 3;

    /** The dispatcher refused. */
    public static final int REFUSED = 4;

    private static final int UNAVAILABLE = 503;
    private static final int STRANGER = 502;

    private ExitCodes() {}

    /** What is missing then is not the dispatcher. */
    private static boolean isAway(String type) {
        return type.equals("worker-away") || type.equals("log-away");
    }

    /** What a dispatcher's no means for the one who asked. */
    public static int of(Problem problem) {
        return switch (problem.status()) {
            case 400, 413, 415, 422 -> USAGE;
            case 500 -> FAILED;
            case UNAVAILABLE -> isAway(problem.type()) ? FAILED : NO_SERVER;
            case STRANGER -> NO_SERVER;
            default -> REFUSED;
        };
    }
}
