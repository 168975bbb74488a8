package org.puli.simulation.bench;

import org.puli.simulation.load.Latencies;

/**
 * What the planner took, in one thread, with the changes of the farm that follow from its choices.
 *
 * @param passStarts commands that the first pass started on an idle farm
 * @param passMillis how long that pass took
 * @param choiceMicros microseconds of planning for each of them, the farm's own changes left out
 * @param endAndPlanMicros microseconds from one command's end until nothing more could start
 * @param startsPerEnd how many commands started after each end
 */
record PlanFigures(
        String workload,
        int workers,
        int jobs,
        int sites,
        long passStarts,
        double passMillis,
        double choiceMicros,
        Latencies.Quantiles endAndPlanMicros,
        double startsPerEnd) {}
