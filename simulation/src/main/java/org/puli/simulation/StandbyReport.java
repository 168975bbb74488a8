package org.puli.simulation;

import java.io.PrintWriter;
import org.puli.simulation.StandbySimulation.Seen;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.time.Trace;

/** Runs seeds of two dispatchers over one database and tells what came of it. Stateless. */
final class StandbyReport {
    private StandbyReport() {}

    static int run(long first, int count, boolean isTraced, PrintWriter out) {
        long began = System.nanoTime();
        long terms = 0;
        long handOvers = 0;
        long accepted = 0;
        long setAside = 0;
        long lost = 0;
        int broken = 0;
        for (long seed = first; seed < first + count; seed++) {
            Trace trace = isTraced ? Trace.telling(out::println) : Trace.silent();
            try {
                Seen seen = StandbySimulation.run(seed, trace);
                terms += seen.terms();
                handOvers += seen.handOvers();
                accepted += seen.accepted();
                setAside += seen.faults().getOrDefault(Fault.ROW_REFUSAL, 0L);
                lost += seen.losses();
            } catch (RuntimeException | AssertionError e) {
                broken++;
                trace.lastLines().forEach(out::println);
                out.println("Seed " + seed + " broke: " + e);
                out.println("  to repeat it: ./puli simulate --standby --seed " + seed);
            }
        }
        out.println(count + " seeds, " + terms + " terms of leading, " + handOvers + " hand-overs, " + accepted
                + " results accepted, " + setAside + " rows set aside, " + lost + " losses accepted, " + broken
                + " broken (" + (System.nanoTime() - began) / 1_000_000_000 + " s)");
        out.flush();
        return broken == 0 ? 0 : 1;
    }
}
