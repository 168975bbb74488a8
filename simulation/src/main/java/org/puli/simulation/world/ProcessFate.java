package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.fault.Faults;
import org.puli.simulation.fault.Sizes;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;

/**
 * What becomes of a program, drawn when it is started.
 *
 * @param usedBytes memory that it comes to use when half of its time is over
 * @param released licenses that it gives back once it tells any progress
 */
record ProcessFate(
        long startNanos,
        long runNanos,
        long stopNanos,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        boolean lacksLicense,
        long usedBytes,
        List<Double> progress,
        List<LicenseName> released) {
    private static final int SIGSEGV = 11;
    private static final long HANG_NANOS = 600 * World.SECOND;

    static ProcessFate draw(World world, Actor actor) {
        Chance chance = world.chance();
        Faults faults = world.faults();
        long run = chance.spread(10L, Math.max(20, 2 * world.plan().runMillis())) * World.MILLI;
        if (faults.strikes(Fault.PROCESS_SLOW)) {
            run *= chance.between(5, 30);
            faults.note(Fault.PROCESS_SLOW, actor, Math.min(run, World.SECOND));
        }
        if (faults.strikes(Fault.PROCESS_HANG, actor, 2 * World.SECOND)) {
            run = HANG_NANOS;
        }
        long stop = chance.spread(1L, 200L) * World.MILLI;
        if (faults.strikes(Fault.PROCESS_STUBBORN, actor, World.SECOND)) {
            stop = chance.between(5L, 40L) * World.SECOND;
        }
        boolean crashes = faults.strikes(Fault.PROCESS_CRASH, actor, 100 * World.MILLI);
        boolean fails = faults.strikes(Fault.PROCESS_FAILURE, actor, 100 * World.MILLI);
        boolean babbles = faults.strikes(Fault.PROCESS_GARBAGE, actor, 100 * World.MILLI);
        boolean isHungry = faults.strikes(Fault.PROCESS_HUNGER, actor, 100 * World.MILLI);
        long used = isHungry ? chance.between(1L, 40L) << 30 : 1;
        List<Double> progress = babbles ? nonsense(chance) : chance.happens(0.2) ? List.of(0.3, 0.7) : List.of();
        return new ProcessFate(
                chance.spread(1L, 30L) * World.MILLI,
                run,
                stop,
                crashes ? null : Integer.valueOf(fails ? exitCode(chance) : 0),
                crashes ? SIGSEGV : null,
                fails && chance.happens(0.3),
                used,
                progress,
                released(chance, world.plan().sizes().licenses()));
    }

    /** Whether it holds seats of them or not. */
    private static List<LicenseName> released(Chance chance, int licenses) {
        return licenses == 0 || chance.happens(0.5) ? List.of() : List.of(Sizes.license(chance.between(1, licenses)));
    }

    /** Often one of the few that job files give a meaning to. */
    private static int exitCode(Chance chance) {
        return chance.happens(0.6) ? chance.between(1, 6) : chance.between(1, 255);
    }

    /** Back and forth, as often as it likes. */
    private static List<Double> nonsense(Chance chance) {
        List<Double> progress = new ArrayList<>();
        for (int i = chance.between(1, 10); i > 0; i--) {
            progress.add(chance.happens(0.3) ? chance.between(0, 1) : chance.fraction());
        }
        return progress;
    }
}
