package org.puli.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.view.WaitingReason;
import org.puli.simulation.SeedResult.Failure;
import org.puli.simulation.fault.Fault;

/** What came of many seeds together. Safe on every thread. */
public final class Summary {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Set<String> changes = new TreeSet<>();
    private final Set<WaitingReason> reasons = EnumSet.noneOf(WaitingReason.class);
    private final Map<Long, Failure> failures = new TreeMap<>();
    private long seeds;
    private long steps;
    private long troubledSteps;
    private long farmMillis;
    private long sharedStarts;
    private long innerValues;
    private long lastHash;

    /** Takes one more seed into account. */
    public synchronized void add(SeedResult result) {
        seeds++;
        steps += result.steps();
        troubledSteps += result.troubledSteps();
        farmMillis += result.farmMillis();
        lastHash = result.hash();
        result.seen().faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        changes.addAll(result.seen().changes());
        reasons.addAll(result.seen().reasons());
        sharedStarts += result.seen().sharedStarts();
        innerValues += result.seen().innerValues();
        if (result.failure() != null) {
            failures.put(result.seed(), result.failure());
        }
    }

    /** What tells this run from another, when it was a single seed. */
    public synchronized OptionalLong hash() {
        return seeds == 1 ? OptionalLong.of(lastHash) : OptionalLong.empty();
    }

    /** How much happened. */
    public synchronized long steps() {
        return steps;
    }

    /** The part of it that happened under a fault, 0 to 1. */
    public synchronized double troubledShare() {
        return steps == 0 ? 0 : (double) troubledSteps / steps;
    }

    /** How often each fault struck. */
    public synchronized Map<Fault, Long> faults() {
        return new EnumMap<>(faults);
    }

    /** Which changes occurred. */
    public synchronized Set<String> changes() {
        return new TreeSet<>(changes);
    }

    /** Which reasons for waiting were shown. */
    public synchronized Set<WaitingReason> reasons() {
        return EnumSet.copyOf(reasons);
    }

    /** How many commands started with seats that their workers held, where too few others were free. */
    public synchronized long sharedStarts() {
        return sharedStarts;
    }

    /** How many attempts were run with a value that a group or a task says in place of an outer one. */
    public synchronized long innerValues() {
        return innerValues;
    }

    /** What broke, by seed. */
    public synchronized Map<Long, Failure> failures() {
        return new TreeMap<>(failures);
    }

    /** One line over all of it. */
    public synchronized String line(long millis) {
        return String.format(
                Locale.ROOT,
                "%d seeds, %d events, %d broken (%.1f s; %.0f %% of events under a fault; %.1f farm-hours)",
                seeds,
                steps,
                failures.size(),
                millis / 1000.0,
                100 * troubledShare(),
                farmMillis / 3_600_000.0);
    }
}
