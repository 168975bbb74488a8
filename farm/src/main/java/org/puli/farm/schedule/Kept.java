package org.puli.farm.schedule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;
import org.puli.api.view.Duty;
import org.puli.api.view.WhyView;
import org.puli.farm.Worker;

/** What keeps a worker that is heard of from all work, in words. Stateless. */
final class Kept {
    private Kept() {}

    /** One or two words for a worker that is not open; people's say comes before its own. */
    static String word(Worker worker) {
        Availability own = worker.contact().availability();
        return own == null || !isUpToItself(worker)
                ? words(worker.duty())
                : switch (own.cause()) {
                    case SLEEPING -> "about to sleep";
                    case ENDING -> "ending";
                    case LOCAL -> "withdrawn";
                    case OFF_HOURS -> "off hours";
                    case USER_PRESENT -> "in use by somebody";
                };
    }

    /** Why a worker is not open, and what to do about it; what it says itself is told beside what people say of it. */
    static WhyView why(String about, Worker worker) {
        Availability own = worker.contact().availability();
        if (own != null && isUpToItself(worker)) {
            return plain(about, "is " + word(worker) + ": " + own.reason(), advice(own.cause()));
        }
        String reason = worker.pauseReason();
        String besides =
                own == null || own.reason().equals(reason) ? "" : "; besides, it wants no work: " + own.reason();
        return plain(about, "is " + state(worker) + (reason == null ? "" : ": " + reason) + besides, advice(worker));
    }

    private static String state(Worker worker) {
        boolean isDrained = worker.duty() == Duty.DRAINING && worker.leases().isEmpty();
        return isDrained ? "drained" : words(worker.duty());
    }

    /** Nobody but a release ends a quarantine, and that of a failing check only the machine itself. */
    private static String advice(Worker worker) {
        return advice(worker, worker.name().value());
    }

    /** The same for workers of which one is given, under the name that is to stand for them. */
    static String advice(Worker worker, String name) {
        if (worker.failsCheck()) {
            return "mend what its check says; it takes work again when the check passes";
        }
        return (worker.duty() == Duty.QUARANTINED ? "puli worker release " : "puli worker resume ") + name;
    }

    /** Why a sleeping worker gets nothing. */
    static WhyView asleep(String about, Worker worker) {
        Availability own = worker.contact().availability();
        return plain(
                about, "is asleep" + (own == null ? "" : ": " + own.reason()), "puli worker wake " + worker.name());
    }

    private static boolean isUpToItself(Worker worker) {
        return worker.duty() == Duty.ACTIVE || worker.duty() == Duty.PROBATION;
    }

    private static String words(Duty duty) {
        return duty.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static @Nullable String advice(Availability.Cause cause) {
        return switch (cause) {
            case LOCAL -> "puli worker local status, at the machine itself";
            case SLEEPING, ENDING, OFF_HOURS, USER_PRESENT -> null;
        };
    }

    private static WhyView plain(String about, String answer, @Nullable String advice) {
        return new WhyView(about, answer, advice, List.of());
    }
}
