package org.puli.simulation.bench;

import static org.puli.simulation.load.Latencies.millis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.view.FarmSummary;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;
import org.puli.simulation.load.LoadFleet;
import org.puli.simulation.load.LoadPlan;
import org.puli.simulation.load.LoadTally;
import org.puli.simulation.program.ProcessFigures;

/** One farm under load, from its start to its kill and restart. */
final class DispatchRun {
    private static final LicenseName GATE = new LicenseName(BenchJobs.GATE);
    private static final int ALL_SEATS = 1_000_000;
    /** So many that what one in a hundred takes is not simply the slowest of all. */
    private static final int SINGLE_STARTS = 300;

    private static final int WARM_STARTS = 10;
    private static final int CLIENTS = 4;
    private static final long PATIENCE_SECONDS = 900;
    private static final long EXTRA = 4_000;

    private final Size size;
    private final BenchOptions options;

    /**
     * How much there is to do.
     *
     * @param ratePerSecond ends offered per second by all workers; null for as many as they can
     * @param isMixed whether requirements, licenses, shares, priorities and weights are in play
     */
    record Size(
            int workers,
            int slots,
            int jobs,
            long commands,
            @Nullable Double ratePerSecond,
            boolean isMixed) {
        long total() {
            return jobs * commands;
        }

        long slotCount() {
            return (long) workers * slots;
        }

        LoadPlan plan() {
            return new LoadPlan(slots, ratePerSecond == null ? 0 : (long) (slotCount() * 1e9 / ratePerSecond), isMixed);
        }
    }

    /** What the load itself gave. */
    private record Load(
            double seconds,
            long serverMicros,
            long compilerMicros,
            long loadMicros,
            long serverBytes,
            long commits,
            Quantiles delays,
            FarmSummary.Quantiles serverDelays) {}

    DispatchRun(Size size, BenchOptions options) {
        this.size = size;
        this.options = options;
    }

    DispatchFigures measure() throws IOException, InterruptedException {
        try (BenchFarm farm = new BenchFarm(options);
                LoadFleet fleet = new LoadFleet(farm.port(), size.plan())) {
            double connect = connect(fleet);
            Quantiles single = singleStarts(farm, fleet);
            double fill = fill(farm, fleet);
            Quantiles submit = submit(farm);
            Load load = load(farm, fleet);
            long serverPid = farm.dispatcher().pid();
            long acknowledged = killUnderLoad(farm, fleet);
            long done = farm.doneRows();
            double restart = restart(farm, fleet);
            return new DispatchFigures(
                    size.workers(),
                    size.slots(),
                    size.jobs(),
                    size.commands(),
                    size.ratePerSecond(),
                    size.isMixed(),
                    Math.round(size.total() / load.seconds() * 10) / 10.0,
                    Math.round(load.seconds() * 1000) / 1000.0,
                    load.delays(),
                    load.serverDelays(),
                    perCommand(load.serverMicros()),
                    perCommand(load.compilerMicros()),
                    perCommand(load.loadMicros()),
                    load.serverBytes() >> 20,
                    load.commits(),
                    farm.disk().syncsPerSecond(),
                    connect,
                    single,
                    fill,
                    submit,
                    restart,
                    acknowledged,
                    done,
                    farm.database(),
                    serverPid,
                    ProcessHandle.current().pid());
        }
    }

    private double perCommand(long micros) {
        return Math.round(micros * 10.0 / size.total()) / 10.0;
    }

    private double connect(LoadFleet fleet) throws InterruptedException {
        long started = System.nanoTime();
        fleet.join(size.workers());
        fleet.tally()
                .await(
                        "all workers to connect",
                        PATIENCE_SECONDS,
                        () -> fleet.tally().welcomed() >= size.workers());
        return millis(fleet.tally().lastWelcomeNanos() - started);
    }

    /** One command at a time for a farm that has nothing to do; the first ones only warm the programs. */
    private Quantiles singleStarts(BenchFarm farm, LoadFleet fleet) throws InterruptedException {
        LoadTally tally = fleet.tally();
        Latencies delays = new Latencies();
        String document = BenchJobs.range(1, null);
        for (int i = 0; i < WARM_STARTS + SINGLE_STARTS; i++) {
            tally.reset();
            long started = System.nanoTime();
            farm.submit(document);
            tally.await("a start on an idle farm", PATIENCE_SECONDS, () -> tally.acknowledged() == 1);
            if (i >= WARM_STARTS) {
                delays.add(tally.firstStartNanos() - started);
            }
        }
        return delays.quantiles();
    }

    private double fill(BenchFarm farm, LoadFleet fleet) throws InterruptedException {
        LoadTally tally = fleet.tally();
        fleet.hold();
        tally.reset();
        long started = System.nanoTime();
        farm.submit(BenchJobs.range(size.slotCount(), null));
        tally.await("one job to fill all slots", PATIENCE_SECONDS, () -> tally.started() == size.slotCount());
        double fill = millis(tally.lastStartNanos() - started);
        fleet.release();
        tally.await("the filling job to end", PATIENCE_SECONDS, () -> tally.acknowledged() == size.slotCount());
        return fill;
    }

    /** All jobs, behind a license without seats, so that the clock of the load starts when all of them are in. */
    private Quantiles submit(BenchFarm farm) throws InterruptedException {
        farm.client().setLicense(GATE, 0);
        if (size.isMixed()) {
            BenchJobs.equip(farm.client(), size.workers(), size.slotCount());
        }
        Latencies latencies = new Latencies();
        String plain = BenchJobs.range(size.commands(), BenchJobs.GATE);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < size.jobs(); i++) {
            String document = size.isMixed() ? BenchJobs.mixed(size.commands(), i) : plain;
            tasks.add(() -> {
                long started = System.nanoTime();
                farm.submit(document);
                return System.nanoTime() - started;
            });
        }
        try (ExecutorService clients = BenchThreads.clients(CLIENTS)) {
            for (Future<Long> done : clients.invokeAll(tasks)) {
                latencies.add(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job could not be submitted: " + e.getCause(), e);
        }
        return latencies.quantiles();
    }

    private Load load(BenchFarm farm, LoadFleet fleet) throws IOException, InterruptedException {
        LoadTally tally = fleet.tally();
        tally.reset();
        long batch = farm.client().farm().batch();
        ProcessFigures server = farm.serverFigures();
        ProcessFigures own = ProcessFigures.of(ProcessHandle.current().pid());
        farm.client().setLicense(GATE, ALL_SEATS);
        tally.await("all commands to end", PATIENCE_SECONDS, () -> tally.acknowledged() >= size.total());
        ProcessFigures serverAfter = farm.serverFigures();
        ProcessFigures ownAfter = ProcessFigures.of(ProcessHandle.current().pid());
        FarmSummary summary = farm.client().farm();
        return new Load(
                (tally.lastCommitNanos() - tally.firstStartNanos()) / 1e9,
                serverAfter.cpuMicros() - server.cpuMicros(),
                serverAfter.compilerMicros() - server.compilerMicros(),
                ownAfter.cpuMicros() - own.cpuMicros(),
                serverAfter.residentBytes(),
                summary.batch() - batch,
                tally.endToNextStart().quantiles(),
                summary.endToNextStartMillis());
    }

    /** Kills the dispatcher amidst another job; gives back how many ends it had acknowledged in its life. */
    private long killUnderLoad(BenchFarm farm, LoadFleet fleet) throws InterruptedException {
        LoadTally tally = fleet.tally();
        tally.reset();
        farm.submit(BenchJobs.range(4 * size.slotCount() + EXTRA, null));
        long enough = size.slotCount() / 2 + EXTRA / 4;
        tally.await("the last job to be under way", PATIENCE_SECONDS, () -> tally.acknowledged() >= enough);
        farm.dispatcher().kill();
        tally.await("all links to break", PATIENCE_SECONDS, () -> tally.linked() == 0);
        return tally.acknowledgedInAll();
    }

    private double restart(BenchFarm farm, LoadFleet fleet) throws IOException, InterruptedException {
        LoadTally tally = fleet.tally();
        long total = WARM_STARTS + SINGLE_STARTS + size.slotCount() + size.total() + 4 * size.slotCount() + EXTRA;
        tally.reset();
        long started = System.nanoTime();
        farm.start();
        tally.await("the first start after the restart", PATIENCE_SECONDS, () -> tally.started() > 0);
        double restart = millis(tally.firstStartNanos() - started);
        tally.await(
                "everything to be done",
                PATIENCE_SECONDS,
                () -> farm.client().farm().commands().done() == total);
        return restart;
    }
}
