package org.puli.simulation.bench;

import java.io.IOException;
import org.puli.api.LicenseName;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.LoadFleet;
import org.puli.simulation.load.LoadPlan;
import org.puli.simulation.load.LoadTally;

/** One farm whose dispatcher is killed again and again amidst large jobs. */
final class RestartRun {
    private static final LicenseName GATE = new LicenseName(BenchJobs.GATE);
    private static final int ALL_SEATS = 1_000_000;
    private static final long PATIENCE_SECONDS = 600;

    private final Size size;
    private final BenchOptions options;

    /**
     * How large the farm is.
     *
     * @param commands of each job
     * @param ended commands that have ended before the first kill
     * @param restarts kills
     */
    record Size(int workers, int jobs, int commands, int ended, int restarts) {
        /** Each restart runs as many before the next kill. */
        private static final int BETWEEN = 4;

        long total() {
            return (long) jobs * commands;
        }

        long betweenKills() {
            return (long) BETWEEN * workers;
        }

        /** Twice, for the kill comes a little later than it is asked for. */
        long leftForRestarts() {
            return 2 * betweenKills() * (restarts + 1);
        }
    }

    RestartRun(Size size, BenchOptions options) {
        this.size = size;
        this.options = options;
    }

    RestartFigures measure() throws IOException, InterruptedException {
        try (BenchFarm farm = new BenchFarm(options);
                LoadFleet fleet = new LoadFleet(farm.port(), new LoadPlan(1, 0, false))) {
            fill(farm, fleet);
            Latencies listening = new Latencies();
            Latencies dispatching = new Latencies();
            long rows = 0;
            long done = 0;
            for (int i = 0; i < size.restarts(); i++) {
                kill(farm, fleet);
                rows = farm.rows();
                done = farm.doneRows();
                restart(farm, fleet, listening, dispatching);
            }
            return new RestartFigures(
                    size.workers(),
                    size.jobs(),
                    size.total() - done,
                    rows,
                    listening.quantiles(),
                    dispatching.quantiles(),
                    farm.serverFigures().residentBytes() >> 20,
                    farm.disk().syncsPerSecond(),
                    farm.database(),
                    farm.dispatcher().pid(),
                    ProcessHandle.current().pid());
        }
    }

    /** All jobs are in before the first one runs, so that all of them are live. */
    private void fill(BenchFarm farm, LoadFleet fleet) throws InterruptedException {
        LoadTally tally = fleet.tally();
        fleet.join(size.workers());
        tally.await("all workers to connect", PATIENCE_SECONDS, () -> tally.welcomed() >= size.workers());
        farm.client().setLicense(GATE, 0);
        for (int i = 0; i < size.jobs(); i++) {
            farm.submit(BenchJobs.range(size.commands(), BenchJobs.GATE));
        }
        tally.reset();
        farm.client().setLicense(GATE, ALL_SEATS);
        tally.await("enough commands to end", PATIENCE_SECONDS, () -> tally.acknowledged() >= size.ended());
    }

    private void kill(BenchFarm farm, LoadFleet fleet) throws InterruptedException {
        LoadTally tally = fleet.tally();
        tally.reset();
        long enough = size.betweenKills();
        tally.await("commands to run between two kills", PATIENCE_SECONDS, () -> tally.acknowledged() >= enough);
        farm.dispatcher().kill();
        tally.await("all links to break", PATIENCE_SECONDS, () -> tally.linked() == 0);
    }

    private static void restart(BenchFarm farm, LoadFleet fleet, Latencies listening, Latencies dispatching)
            throws IOException, InterruptedException {
        LoadTally tally = fleet.tally();
        tally.reset();
        long started = System.nanoTime();
        farm.start();
        listening.add(System.nanoTime() - started);
        tally.await("the first start after a restart", PATIENCE_SECONDS, () -> tally.started() > 0);
        dispatching.add(tally.firstStartNanos() - started);
    }
}
