package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Locale;

/**
 * Why a worker does not want work for now, as it says itself: in its report, and so in what is shown of it.
 *
 * @param cause what kind of reason it is; one that only a later release knows reads as {@link Cause#LOCAL}
 * @param reason one line for people; never empty
 * @param running what is to become of the commands that run there; finish where nothing is said
 */
public record Availability(
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        Cause cause,

        String reason,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        OfRunning running) {
    /** Longest reason, in characters. */
    public static final int LONGEST_REASON = 200;

    /** What keeps a worker from work; of several the first here is told. */
    public enum Cause {
        /** Its machine is about to sleep, or sleeps. */
        SLEEPING,
        /** Its daemon was told to end and lets what runs finish. */
        ENDING,
        /** Somebody at the machine, or its pause file, keeps it from work. */
        LOCAL,
        /** It is outside the hours in which it takes work. */
        OFF_HOURS,
        /** Somebody uses the machine. */
        USER_PRESENT
    }

    /** What is to become of running commands; of several the last here holds. */
    public enum OfRunning {
        /** They go on until they end. */
        FINISH,
        /** They are stopped and run again elsewhere; no try is counted. */
        REQUEUE,
        /** They are stopped and canceled; no try is counted. */
        KILL
    }

    /** Takes what is missing as the mildest. */
    public Availability {
        cause = cause == null ? Cause.LOCAL : cause;
        reason = reason == null || reason.isBlank() ? words(cause) : reason;
        running = running == null ? OfRunning.FINISH : running;
    }

    private static String words(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
