package org.puli.farm;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerReport;

/** What was last heard from a worker and told to it: soft state, gone at restart. Owned by the loop. */
public final class WorkerContact {
    /**
     * Less than the time after which a worker that heard nothing sends a ping: an answer to a report that comes anyway
     * costs half of a ping and its pong.
     */
    private static final long ANSWER_MILLIS = 8_000;

    private long link;
    private String bootId = "";
    private long reportNumber;
    private long lastSeenAt;
    private long lastSeenMono = Long.MIN_VALUE;
    private OrdersNumber ordered = OrdersNumber.NONE;
    private long orderedMono = Long.MIN_VALUE;
    private List<EndedRun> ended = List.of();
    private @Nullable Availability availability;
    private @Nullable MachineHealth health;
    private boolean toSleep;
    private @Nullable Waking waking;
    private final TreeSet<AttemptRef> named = new TreeSet<>();

    WorkerContact() {}

    /** Whether a report is older than what is known. */
    public boolean isOutdated(WorkerReport report, long onLink) {
        return onLink < link || (report.bootId().equals(bootId) && report.number() <= reportNumber);
    }

    /**
     * Whether a report of an idle worker needs no answer: it says what the one before said on the same link, has the
     * newest orders, and those are not so old that the worker might take the link for dead.
     */
    boolean isAnswered(WorkerReport report, long onLink, long monoAt) {
        boolean isIdle = report.running().isEmpty()
                && report.ended().isEmpty()
                && report.found().isEmpty()
                && report.probed() == null
                && report.facts() == null;
        boolean isSame = onLink == link
                && report.bootId().equals(bootId)
                && report.ordersSeen().equals(ordered)
                && Objects.equals(report.availability(), availability);
        return isIdle && isSame && orderedMono != Long.MIN_VALUE && monoAt - orderedMono < ANSWER_MILLIS;
    }

    /** When it was last heard, milliseconds since 1970; 0 if not since the dispatcher started. */
    public long lastSeenAt() {
        return lastSeenAt;
    }

    /** The same on the clock that never jumps; {@link Long#MIN_VALUE} if not since the dispatcher started. */
    public long lastSeenMono() {
        return lastSeenMono;
    }

    /** The number of the newest orders of this epoch. */
    public OrdersNumber ordered() {
        return ordered;
    }

    /** The connection on which it was last heard. */
    public long link() {
        return link;
    }

    /** Why the worker wants no work, as it last said; null when it takes work. */
    public @Nullable Availability availability() {
        return availability;
    }

    /** How the machine was when the worker last said so; null if it has not since the dispatcher started. */
    public @Nullable MachineHealth health() {
        return health;
    }

    /** The number of its newest report. */
    public long reportNumber() {
        return reportNumber;
    }

    /** Whether a person wants its machine to sleep, and it did not say yet that it does. */
    public boolean isToSleep() {
        return toSleep;
    }

    void sleepAsked() {
        toSleep = true;
    }

    /** What was done to wake it; null when nothing was since it was last heard. */
    public @Nullable Waking waking() {
        return waking;
    }

    void waking(Waking now) {
        waking = now;
        availability = new Availability(Cause.SLEEPING, now.words(), OfRunning.FINISH);
    }

    /** Whether the last report named an attempt as running, so that its details need not travel again. */
    public boolean named(AttemptRef attempt) {
        return named.contains(attempt);
    }

    /** Ended attempts of the last report: all of them are settled, so the worker may forget them. */
    public List<AttemptRef> settled() {
        return ended.isEmpty()
                ? List.of()
                : ended.stream().map(EndedRun::attempt).toList();
    }

    void seen(WorkerReport report, long onLink, long wallAt, long monoAt) {
        link = onLink;
        bootId = report.bootId();
        reportNumber = report.number();
        lastSeenAt = wallAt;
        lastSeenMono = monoAt;
        ended = report.ended();
        availability = report.availability();
        health = report.health() == null ? health : report.health();
        toSleep &= availability == null || availability.cause() != Cause.SLEEPING;
        waking = null;
        named.clear();
        for (RunState run : report.running()) {
            named.add(run.attempt());
        }
    }

    void ordered(OrdersNumber number) {
        ordered = number;
        orderedMono = lastSeenMono;
    }
}
