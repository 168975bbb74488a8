package org.puli.simulation.bench;

import java.io.IOException;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.view.Counts;
import org.puli.simulation.load.LoadFleet;
import org.puli.simulation.load.LoadPlan;
import org.puli.simulation.load.LoadTally;
import org.puli.simulation.program.LiveHeap;

/** One farm whose dispatcher's heap is weighed while jobs come and run. */
final class MemoryRun {
    private static final LicenseName GATE = new LicenseName(BenchJobs.GATE);
    private static final int ALL_SEATS = 1_000_000;
    private static final int WARM = 20_000;
    private static final int TENTHS = 10;
    private static final int BITS = 8;
    private static final double HUNDREDTHS = 100;
    private static final long PATIENCE_SECONDS = 600;

    private final int workers;
    private final int commands;
    private final BenchOptions options;

    MemoryRun(int workers, int commands, BenchOptions options) {
        this.workers = workers;
        this.commands = commands;
        this.options = options;
    }

    /** How much there was at one time. */
    private record Weight(long heapBytes, long commandsThatRan) {}

    MemoryFigures measure() throws IOException, InterruptedException {
        try (BenchFarm farm = new BenchFarm(options);
                LoadFleet fleet = new LoadFleet(farm.port(), new LoadPlan(1, 0, false))) {
            warm(farm, fleet);
            long empty = heap(farm);
            JobId job = farm.submit(BenchJobs.range(commands, BenchJobs.GATE)).id();
            long range = heap(farm);
            farm.client()
                    .pause(farm.submit(BenchJobs.paired(2L * commands, BenchJobs.GATE))
                            .id());
            long paired = heap(farm);
            Weight few = run(farm, fleet, job, commands / TENTHS);
            Weight most = run(farm, fleet, job, commands - commands / TENTHS);
            long ran = most.commandsThatRan() - few.commandsThatRan();
            return new MemoryFigures(
                    workers,
                    commands,
                    ran,
                    ratio(range - empty, commands),
                    ratio(BITS * (paired - range), commands),
                    ratio(most.heapBytes() - few.heapBytes(), ran),
                    most.heapBytes() >> 20,
                    farm.serverFigures().residentBytes() >> 20,
                    farm.database(),
                    farm.dispatcher().pid(),
                    ProcessHandle.current().pid());
        }
    }

    /** What is made once and kept must not be counted for the commands that run later. */
    private void warm(BenchFarm farm, LoadFleet fleet) throws InterruptedException {
        LoadTally tally = fleet.tally();
        fleet.join(workers);
        tally.await("all workers to connect", PATIENCE_SECONDS, () -> tally.welcomed() >= workers);
        farm.submit(BenchJobs.range(WARM, null));
        tally.await("the first job to end", PATIENCE_SECONDS, () -> tally.acknowledged() >= WARM);
        farm.client().setLicense(GATE, 0);
    }

    /** Lets the job run until at least so many have, and what then runs end; says what there is then. */
    private static Weight run(BenchFarm farm, LoadFleet fleet, JobId job, int enough)
            throws IOException, InterruptedException {
        long before = farm.client().job(job).counts().done();
        LoadTally tally = fleet.tally();
        tally.reset();
        farm.client().setLicense(GATE, ALL_SEATS);
        tally.await("enough commands to end", PATIENCE_SECONDS, () -> before + tally.acknowledged() >= enough);
        farm.client().setLicense(GATE, 0);
        tally.await("what still runs to end", PATIENCE_SECONDS, () -> active(farm, job) == 0);
        return new Weight(heap(farm), farm.client().job(job).counts().done());
    }

    private static long active(BenchFarm farm, JobId job) {
        Counts counts = farm.client().job(job).counts();
        return counts.assigned() + counts.running();
    }

    private static long heap(BenchFarm farm) throws IOException, InterruptedException {
        return LiveHeap.bytes(farm.dispatcher().pid());
    }

    private static double ratio(long bytes, long count) {
        return Math.round(HUNDREDTHS * bytes / Math.max(1, count)) / HUNDREDTHS;
    }
}
