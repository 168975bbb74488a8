package org.puli.simulation;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.puli.simulation.planner.PlannerCampaign;

/** The report of {@code puli simulate --planner}. */
final class PlannerReport {
    private PlannerReport() {}

    /** Runs the farms of these seeds and prints what came of them; an exit code. */
    static int run(long first, int count, PrintWriter out) {
        long began = System.nanoTime();
        PlannerCampaign campaign = new PlannerCampaign();
        campaign.run(first, count);
        Map<Long, String> broken = campaign.broken();
        broken.forEach((seed, what) -> {
            out.println("Seed " + seed + " broke: " + what);
            out.println("  to repeat it: ./puli simulate --planner --seed " + seed);
        });
        out.println(String.format(
                Locale.ROOT,
                "%d farms, %d choices compared, %d starts, %d preemptions, %d broken (%.1f s)",
                count,
                campaign.tally().comparisons(),
                campaign.tally().starts(),
                campaign.tally().preemptions(),
                broken.size(),
                (System.nanoTime() - began) / 1e9));
        out.flush();
        return broken.isEmpty() ? 0 : 1;
    }
}
