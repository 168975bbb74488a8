package org.puli.simulation.fault;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.puli.dispatcher.loop.LoopSettings;
import org.puli.farm.decide.Rules;
import org.puli.farm.decide.Rules.Quarantine;
import org.puli.farm.decide.Rules.Wake;
import org.puli.simulation.time.Chance;

/**
 * What one seed's farm is like and what goes wrong in it. Each seed draws its own: some have hardly anything but
 * crashes, some hardly anything but lost messages, because a fault that always comes with all others hides what it does
 * alone.
 *
 * @param rates how often a fault strikes: a probability for each message, commit or process, or a number per minute
 * @param runMillis how long a program runs, on average
 */
public record FaultPlan(
        Map<Fault, Double> rates,
        Sizes sizes,
        LoopSettings loop,
        Rules rules,
        long runMillis,
        SleepPlan sleep,
        Plant plant) {
    /** What only a database server does, and so only happens where two dispatchers share one. */
    public static final Set<Fault> OF_SERVER =
            Collections.unmodifiableSet(EnumSet.of(Fault.ROW_REFUSAL, Fault.REPLICA_LOSS));

    private static final double USED = 0.6;
    private static final Set<Fault> EACH_TIME = EnumSet.of(
            Fault.LOSS,
            Fault.DELAY,
            Fault.DUPLICATE,
            Fault.REORDER,
            Fault.ANSWER_LOSS,
            Fault.PROCESS_FAILURE,
            Fault.PROCESS_HUNGER,
            Fault.PROCESS_CRASH,
            Fault.PROCESS_HANG,
            Fault.PROCESS_SLOW,
            Fault.PROCESS_STUBBORN,
            Fault.PROCESS_GARBAGE);
    private static final Set<Fault> EACH_COMMIT = EnumSet.of(
            Fault.CRASH_AT_COMMIT, Fault.STORE_SLOW, Fault.STORE_FAILURE, Fault.STORE_ANSWER_LOSS, Fault.ROW_REFUSAL);

    /** Draws a seed's plan. */
    public static FaultPlan draw(long seed, Plant plant) {
        Chance chance = new Chance(seed);
        Chance server = new Chance(~seed);
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            // Those of a server draw from a chance of their own: seeds that were noted down stay what they were.
            Chance drawing = OF_SERVER.contains(fault) ? server : chance;
            double rate = drawing.happens(USED) ? rate(fault, drawing) : 0;
            rates.put(fault, rate);
        }
        Sizes sizes = sizes(chance);
        LoopSettings loop = loop(chance);
        Rules rules = rules(chance);
        long runMillis = chance.spread(100L, 20_000L);
        SleepPlan sleep = sleep(chance);
        return new FaultPlan(rates, sizes, loop, rules.withKeepMillis(keepMillis(chance)), runMillis, sleep, plant);
    }

    private static double rate(Fault fault, Chance chance) {
        if (EACH_TIME.contains(fault)) {
            return chance.spread(0.005, 0.25);
        }
        return EACH_COMMIT.contains(fault) ? chance.spread(0.001, 0.05) : chance.spread(1.0, 15.0);
    }

    private static Sizes sizes(Chance chance) {
        int workers = (int) chance.spread(1L, 200L);
        return new Sizes(
                workers,
                (int) chance.spread(1L, 50L),
                chance.between(0, 3),
                (int) chance.spread(1L, 60L),
                chance.spread(6_000L, 50_000L));
    }

    private static LoopSettings loop(Chance chance) {
        if (chance.happens(0.25)) {
            return LoopSettings.DEFAULT;
        }
        return new LoopSettings(
                (int) chance.spread(3L, 1_000L),
                (int) chance.spread(1L, 1_000L),
                (int) chance.spread(1L, 1_000L),
                (int) chance.spread(1L, 1_000L),
                chance.happens(0.5) ? 0 : 2_000_000,
                chance.happens(0.5) ? LoopSettings.DEFAULT.tickNanos() : chance.spread(20_000_000L, 2_000_000_000L));
    }

    private static Rules rules(Chance chance) {
        // Short ones, for a farm of one worker that is quarantined again and again must come to its end.
        Quarantine quarantine = new Quarantine(chance.between(0, 4), chance.spread(100L, 2_000L));
        if (chance.happens(0.3)) {
            return new Rules(
                    Rules.DEFAULT.lostAfterMillis(), Rules.DEFAULT.heartbeatMillis(), quarantine, false, wake(chance));
        }
        long heartbeat = chance.spread(200L, 5_000L);
        return new Rules(heartbeat * chance.between(3L, 8L), heartbeat, quarantine, false, wake(chance));
    }

    /** Where jobs leave memory at all, they do so while others still ask for them. */
    private static long keepMillis(Chance chance) {
        return chance.happens(0.5) ? 0 : chance.spread(500L, 120_000L);
    }

    private static SleepPlan sleep(Chance chance) {
        double share = chance.happens(0.4) ? chance.spread(0.2, 1.0) : 0;
        return new SleepPlan(share, chance.spread(2_000L, 60_000L));
    }

    /** Two tries at least: a packet that comes while a machine is still falling asleep wakes nobody. */
    private static Wake wake(Chance chance) {
        return new Wake(chance.between(1, 6), chance.spread(2_000L, 30_000L), chance.between(2, 4));
    }

    /** How often a fault strikes. */
    public double rate(Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }
}
