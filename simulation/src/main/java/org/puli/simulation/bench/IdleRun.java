package org.puli.simulation.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.puli.api.LicenseName;
import org.puli.simulation.load.LoadFleet;
import org.puli.simulation.load.LoadPlan;
import org.puli.simulation.load.LoadTally;
import org.puli.simulation.program.ProcessFigures;

/** One farm on which nothing happens. */
final class IdleRun {
    private static final int COMMANDS = 100;
    private static final long PATIENCE_SECONDS = 300;

    private final int workers;
    private final int jobs;
    private final Times times;
    private final BenchOptions options;

    /**
     * For how long.
     *
     * @param settle seconds before it is measured
     * @param seconds seconds that are measured
     */
    record Times(int settle, int seconds) {}

    IdleRun(int workers, int jobs, Times times, BenchOptions options) {
        this.workers = workers;
        this.jobs = jobs;
        this.times = times;
        this.options = options;
    }

    IdleFigures measure() throws IOException, InterruptedException {
        try (BenchFarm farm = new BenchFarm(options);
                LoadFleet fleet = new LoadFleet(farm.port(), new LoadPlan(1, 0, false))) {
            farm.client().setLicense(new LicenseName(BenchJobs.GATE), 0);
            String document = BenchJobs.range(COMMANDS, BenchJobs.GATE);
            for (int i = 0; i < jobs; i++) {
                farm.submit(document);
            }
            fleet.join(workers);
            LoadTally tally = fleet.tally();
            tally.await("all workers to connect", PATIENCE_SECONDS, () -> tally.welcomed() >= workers);
            TimeUnit.SECONDS.sleep(times.settle());
            long batch = farm.client().farm().batch();
            ProcessFigures before = farm.serverFigures();
            long began = System.nanoTime();
            TimeUnit.SECONDS.sleep(times.seconds());
            ProcessFigures after = farm.serverFigures();
            double passed = (System.nanoTime() - began) / 1e3;
            return new IdleFigures(
                    workers,
                    jobs,
                    times.settle(),
                    times.seconds(),
                    Math.round((after.cpuMicros() - before.cpuMicros()) * 10_000 / passed) / 100.0,
                    farm.client().farm().batch() - batch,
                    after.residentBytes() >> 20,
                    farm.database(),
                    farm.dispatcher().pid(),
                    ProcessHandle.current().pid());
        }
    }
}
