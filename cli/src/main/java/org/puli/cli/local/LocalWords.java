package org.puli.cli.local;

import org.jspecify.annotations.Nullable;
import org.puli.api.local.LocalLink;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.cli.shared.Times;

/** A worker's status in words. Stateless. */
final class LocalWords {
    private LocalWords() {}

    /** One word, as lists of workers have it. */
    static String status(LocalStatus status) {
        Availability own = status.availability();
        if (own == null) {
            return status.runningCount() == 0 ? "IDLE" : "BUSY";
        }
        boolean drains = status.hold() != null && status.hold().drains();
        return switch (own.cause()) {
            case SLEEPING -> "ASLEEP";
            case ENDING -> "ENDING";
            case LOCAL -> drains ? status.runningCount() == 0 ? "DRAINED" : "DRAINING" : "PAUSED";
            case OFF_HOURS -> "OFF_HOURS";
            case USER_PRESENT -> "USER_PRESENT";
        };
    }

    /** What becomes of what runs, as the end of a sentence; empty when nothing does. */
    static String running(LocalStatus status, OfRunning then) {
        int count = status.runningCount();
        String what = count + (count == 1 ? " running command" : " running commands");
        return count == 0
                ? ""
                : switch (then) {
                    case FINISH -> "; " + what + (count == 1 ? " goes on" : " go on");
                    case REQUEUE, KILL -> "; " + what + (count == 1 ? " is" : " are") + " being stopped";
                };
    }

    /** The dispatcher that it is linked to; null when it is linked to none. */
    static @Nullable String server(LocalStatus status) {
        return status.link() == null ? null : status.link().server();
    }

    /** The same with all that is known of the link. */
    static @Nullable String link(LocalStatus status) {
        LocalLink link = status.link();
        if (link == null || link.server() == null) {
            return null;
        }
        return link.server()
                + (link.version() == null ? "" : ", Puli " + link.version())
                + (link.since() == null ? "" : ", since " + Times.local(link.since()));
    }

    /** Why it is not linked; null when it is, or does not say. */
    static @Nullable String linkProblem(LocalStatus status) {
        LocalLink link = status.link();
        if (link == null || link.server() != null) {
            return null;
        }
        return link.problem() == null ? "it has only begun to look for a dispatcher" : link.problem();
    }
}
