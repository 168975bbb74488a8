package org.puli.worker;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.availability.Willingness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the machine to sleep: after it was idle for long, or when it is asked. First it says that it wants no work; when
 * the dispatcher has answered that it takes it for asleep, and nothing runs, it gives the command; and it wants work
 * again when the machine has slept, or did not. It never sleeps while somebody uses the machine or holds it, or
 * something runs; and not by itself while it looks for files. A passive object: a thread calls {@link #turn} once a
 * second; all else is safe on every thread.
 */
public final class IdleSleep implements Willingness {
    /** How long the dispatcher's answer is waited for. */
    static final long ANSWER_MILLIS = 60_000;
    /** How long a machine may take to fall asleep. */
    static final long FALL_MILLIS = 120_000;
    /** The clock on the wall goes on while a machine sleeps, the other one does not. */
    static final long SLEPT_MILLIS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(IdleSleep.class);

    /** Puts a machine to sleep, or says why that failed. */
    @FunctionalInterface
    public interface Bed {
        /** Gives the command and returns when it was given, which may be before the machine sleeps or after it has. */
        void sleep(List<String> command) throws IOException;
    }

    /**
     * What it looks at.
     *
     * @param isIdle whether nothing runs, and all that ran is delivered
     * @param isLooking whether it looks for files that jobs wait for; that makes no machine less idle, since all take
     *     turns, and keeps the one awake whose turn it is
     * @param others what else keeps the worker from work
     * @param isBelieved whether the dispatcher takes it for asleep since it last said so
     * @param changed called when it wants work again, or no more
     */
    public record Parts(
            BooleanSupplier isIdle,
            BooleanSupplier isLooking,
            Willingness others,
            BooleanSupplier isBelieved,
            InstantSource wall,
            LongSupplier monoMillis,
            ZoneId zone,
            Bed bed,
            Runnable changed) {}

    private enum State {
        AWAKE,
        TIRED,
        FALLING
    }

    private final PowerSettings settings;
    private final Parts parts;
    private State state = State.AWAKE;
    private boolean isAsked;
    private long since;
    private long wallSince;
    private volatile @Nullable Availability said;

    /** A machine that has just become idle. */
    public IdleSleep(PowerSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        this.since = parts.monoMillis().getAsLong();
    }

    @Override
    public @Nullable Availability now() {
        return said;
    }

    /** Somebody wants it to sleep as soon as it can. */
    public synchronized void ask() {
        isAsked = true;
    }

    /** One look. */
    public synchronized void turn() {
        switch (state) {
            case AWAKE -> awake();
            case TIRED -> tired();
            case FALLING -> falling();
        }
    }

    private void awake() {
        if (isKept()) {
            isAsked = false;
            begin();
        } else if (isAsked) {
            say("told to sleep");
        } else if (!parts.isIdle().getAsBoolean()) {
            begin();
        } else if (isIdleForLong() && isTheHour() && !parts.isLooking().getAsBoolean()) {
            say("idle for " + Amounts.text(settings.idleAfter()));
        }
    }

    private boolean isIdleForLong() {
        return !settings.idleAfter().isZero() && past() >= settings.idleAfter().toMillis();
    }

    /** Outside its hours of work it may sleep; whatever else keeps it from work may want it awake. */
    private boolean isKept() {
        Availability other = parts.others().now();
        return other != null && other.cause() != Cause.OFF_HOURS;
    }

    private boolean isTheHour() {
        return settings.hours() == null
                || settings.hours().contains(parts.wall().instant(), parts.zone());
    }

    private void say(String why) {
        LOG.info("Goes to sleep: {}", why);
        become(State.TIRED, new Availability(Cause.SLEEPING, why, OfRunning.FINISH));
    }

    private void tired() {
        boolean isIdle = parts.isIdle().getAsBoolean();
        if (isKept() || (!isIdle && !isAsked)) {
            wakeUp("something else is to be done");
        } else if (!isIdle) {
            begin();
        } else if (parts.isBelieved().getAsBoolean()) {
            fall();
        } else if (past() > ANSWER_MILLIS) {
            wakeUp("the dispatcher did not answer");
        }
    }

    private void fall() {
        isAsked = false;
        Availability why = said;
        become(State.FALLING, why);
        try {
            parts.bed().sleep(settings.command());
        } catch (IOException e) {
            LOG.warn("The machine does not sleep: {}", e.getMessage());
            wakeUp("it cannot sleep");
        }
    }

    private void falling() {
        long slept = parts.wall().millis() - wallSince - past();
        if (slept >= SLEPT_MILLIS) {
            wakeUp("slept for " + Amounts.text(Duration.ofSeconds(slept / 1000)));
        } else if (past() > FALL_MILLIS) {
            LOG.warn(
                    "The machine was told to sleep and is awake; is '{}' right?", String.join(" ", settings.command()));
            wakeUp("it did not fall asleep");
        }
    }

    private void wakeUp(String why) {
        LOG.info("Takes work again: {}", why);
        isAsked = false;
        become(State.AWAKE, null);
    }

    private void become(State now, @Nullable Availability says) {
        state = now;
        said = says;
        begin();
        parts.changed().run();
    }

    private void begin() {
        since = parts.monoMillis().getAsLong();
        wallSince = parts.wall().millis();
    }

    private long past() {
        return parts.monoMillis().getAsLong() - since;
    }
}
