package org.puli.simulation.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.WorkerFacts;
import org.puli.simulation.load.WorkerKinds;
import org.puli.simulation.time.Chance;

/** Draws the farms on which the planner is measured: eight pools of five shares, workers of sixteen kinds. */
final class PlanFarm {
    static final LicenseName LICENSE = new LicenseName("nuke");
    private static final int POOLS = 8;
    private static final int SHARES = 5;
    private static final int LARGE = 16;
    private static final int SEATS_OF_TEN = 3;

    private final PlanCase workload;
    private final Chance chance = new Chance(1);

    PlanFarm(PlanCase workload) {
        this.workload = workload;
    }

    private boolean isPlain() {
        return workload == PlanCase.ONE || workload == PlanCase.MANY || workload == PlanCase.LICENSE;
    }

    List<PoolSpec> pools() {
        if (isPlain()) {
            return List.of(PoolSpec.plain(JobSpec.DEFAULT_POOL));
        }
        return IntStream.range(0, POOLS)
                .mapToObj(i -> new PoolSpec(pool(i), shares(), 1))
                .toList();
    }

    private static PoolName pool(int number) {
        return number == 0 ? JobSpec.DEFAULT_POOL : new PoolName("pool-" + number);
    }

    static List<ShareSpec> shares() {
        return IntStream.range(0, SHARES - 1)
                .mapToObj(i -> new ShareSpec(
                        "share-" + i, Map.of("prod", List.of("prod-" + i)), List.of(), 1 + i, i == 0 ? 100 : 0, 0))
                .toList();
    }

    WorkerFacts worker(int number) {
        int cores = isPlain() || workload == PlanCase.WHOLE ? 1 : 2 * LARGE;
        return new WorkerFacts(cores, 0, "simulated", "1", WorkerKinds.equipment(number));
    }

    /** Every worker belongs to one pool, and each tenth to the next one as well. */
    List<PoolName> pools(int worker) {
        if (isPlain()) {
            return List.of(JobSpec.DEFAULT_POOL);
        }
        PoolName own = pool(worker % POOLS);
        return worker % 10 == 0 ? List.of(own, pool((worker + 1) % POOLS)) : List.of(own);
    }

    int seats(int workers) {
        return Math.max(1, workers * SEATS_OF_TEN / 10);
    }

    SeatsPer seatsPer() {
        return workload == PlanCase.SHARED ? SeatsPer.WORKER : SeatsPer.COMMAND;
    }

    JobSpec job(int number, int frames) {
        TaskSpec task = new TaskSpec(
                "render",
                new CommandLine(List.of("render", "{frame}"), false),
                FrameRange.parse("1-" + frames),
                1,
                List.of(),
                List.of(),
                false,
                settings(number),
                Precedence.DEFAULT);
        return new JobSpec(
                JobSpec.VERSION,
                "job-" + number,
                "ada",
                isPlain() ? JobSpec.DEFAULT_POOL : pool(number % POOLS),
                isPlain() ? JobSpec.DEFAULT_PRIORITY : 10 * chance.between(3, 7),
                chance.between(1, 4),
                0,
                Map.of("prod", "prod-" + number % SHARES),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
    }

    private TaskSettings settings(int number) {
        return switch (workload) {
            case ONE, MANY -> TaskSettings.NONE;
            case LICENSE -> TaskSettings.NONE.withLicenses(Map.of(LICENSE, 1));
            case WHOLE -> TaskSettings.NONE.withRequirements(drawn());
            case CORES, EDITS ->
                TaskSettings.NONE.withCores((double) chance.between(1, LARGE)).withRequirements(drawn());
            case SHARED ->
                TaskSettings.NONE
                        .withCores((double) chance.between(1, LARGE))
                        .withLicenses(Map.of(LICENSE, 1))
                        .withRequirements(drawn());
            case SHAPES ->
                TaskSettings.NONE
                        .withCores((double) chance.between(1, LARGE))
                        .withMemoryBytes(1_000L + number)
                        .withRequirements(drawn());
        };
    }

    private Requirements drawn() {
        List<String> tags = chance.happens(0.5) ? List.of("tag-" + (1 << chance.between(0, 3))) : List.of();
        List<String> none = List.of();
        return new Requirements(tags, none, Map.of(), none, chance.happens(0.3) ? List.of("w1*") : none);
    }
}
