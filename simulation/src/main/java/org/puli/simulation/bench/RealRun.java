package org.puli.simulation.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.client.CommandQuery;
import org.puli.api.view.CommandView;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;
import org.puli.simulation.program.ProcessFigures;
import org.puli.simulation.program.Program;

/** One farm with one real worker. */
final class RealRun {
    private static final LicenseName GATE = new LicenseName(BenchJobs.GATE);
    private static final int WARM = 200;
    private static final int SPAWNS = 200;
    /** Of so many, what they took is shown for themselves: Java is still cold. */
    private static final int COLD = 5_000;

    private static final long LOOK_AGAIN_MILLIS = 200;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final int slots;
    private final int commands;
    private final BenchOptions options;

    RealRun(int slots, int commands, BenchOptions options) {
        this.slots = slots;
        this.commands = commands;
        this.options = options;
    }

    RunFigures measure() throws IOException, InterruptedException {
        Quantiles spawns = spawns();
        try (BenchFarm farm = new BenchFarm(options);
                Program worker = Program.worker(
                        farm.port(), "bench", slots, farm.folder().resolve("worker"), Map.of())) {
            worker.start();
            awaitDone(farm, farm.submit(BenchJobs.range(WARM, null)).id());
            farm.client().setLicense(GATE, 0);
            JobId job = farm.submit(BenchJobs.range(commands, BenchJobs.GATE)).id();
            ProcessFigures workerBefore = ProcessFigures.of(worker.pid());
            ProcessFigures serverBefore = farm.serverFigures();
            farm.client().setLicense(GATE, slots);
            JobView done = awaitDone(farm, job);
            ProcessFigures workerAfter = ProcessFigures.of(worker.pid());
            ProcessFigures serverAfter = farm.serverFigures();
            SlotTimes times = SlotTimes.of(commandsOf(farm, job));
            long serverPid = farm.dispatcher().pid();
            farm.dispatcher().kill();
            double seconds = seconds(done);
            return new RunFigures(
                    slots,
                    commands,
                    tenths(commands / seconds),
                    tenths(times.perSecondOfFirst(COLD)),
                    tenths(slots * 1000 * seconds / commands),
                    times.gaps(slots),
                    spawns,
                    tenths((workerAfter.cpuMicros() - workerBefore.cpuMicros()) / (double) commands),
                    tenths((serverAfter.cpuMicros() - serverBefore.cpuMicros()) / (double) commands),
                    workerAfter.residentBytes() >> 20,
                    serverAfter.residentBytes() >> 20,
                    farm.disk().syncsPerSecond(),
                    WARM + done.counts().done(),
                    farm.doneRows(),
                    farm.database(),
                    serverPid,
                    worker.pid(),
                    ProcessHandle.current().pid());
        }
    }

    private static Quantiles spawns() throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < SPAWNS; i++) {
            latencies.add(Program.spawnNanos("/bin/true"));
        }
        return latencies.quantiles();
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double seconds(JobView done) {
        Long started = done.startedAt();
        Long ended = done.endedAt();
        if (started == null || ended == null) {
            throw new IllegalStateException("job " + done.id() + " is over and says neither when it began nor ended");
        }
        return Math.max(1, ended - started) / 1000.0;
    }

    private static List<CommandView> commandsOf(BenchFarm farm, JobId job) {
        List<CommandView> all = new ArrayList<>();
        Page<CommandView> page = farm.client().commands(job, CommandQuery.ALL);
        while (!page.items().isEmpty()) {
            all.addAll(page.items());
            page = farm.client().commands(job, CommandQuery.ALL.part(all.size(), Page.MAXIMUM));
        }
        return all;
    }

    private static JobView awaitDone(BenchFarm farm, JobId job) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        JobView view = farm.client().job(job);
        while (view.counts().ended() < view.counts().total()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("job " + job + " does not end: " + view.counts());
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
            view = farm.client().job(job);
        }
        return view;
    }
}
