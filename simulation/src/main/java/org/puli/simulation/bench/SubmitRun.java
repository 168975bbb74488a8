package org.puli.simulation.bench;

import static org.puli.simulation.load.Latencies.millis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.puli.api.JobId;
import org.puli.api.client.CommandQuery;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobQuery;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;
import org.puli.simulation.load.LoadFleet;
import org.puli.simulation.load.LoadPlan;

/** One farm that is given jobs. */
final class SubmitRun {
    private static final int CLIENTS = 8;
    private static final int WORKERS = 50;
    private static final long COMMAND_NANOS = 20_000_000;
    private static final long PATIENCE_SECONDS = 120;
    private static final int EXPLICIT_PART = 10;
    private static final int FEWER_TIMES = 4;

    private final Size size;
    private final BenchOptions options;
    private final Map<String, Quantiles> others = new LinkedHashMap<>();

    /** How much is submitted: commands of the largest job, how often each, how many small ones. */
    record Size(long commands, int times, int small) {}

    SubmitRun(Size size, BenchOptions options) {
        this.size = size;
        this.options = options;
    }

    SubmitFigures measure() throws IOException, InterruptedException {
        try (BenchFarm farm = new BenchFarm(options);
                Watcher watcher = new Watcher(farm.client())) {
            times(farm, BenchJobs.range(1, null), size.times());
            others.put("nothing else", watcher.take());
            long cpuBefore = farm.serverFigures().cpuMicros();
            long started = System.nanoTime();
            Quantiles small = smallOnes(farm);
            double seconds = (System.nanoTime() - started) / 1e9;
            long cpu = farm.serverFigures().cpuMicros() - cpuBefore;
            others.put("small jobs", watcher.take());
            Map<String, Quantiles> ranges = ranges(farm, watcher);
            Map<String, Quantiles> paired = paired(farm, watcher);
            Map<String, Quantiles> explicit = explicit(farm, watcher);
            return new SubmitFigures(
                    Math.round(size.small() / seconds),
                    small,
                    ranges,
                    paired,
                    explicit,
                    others,
                    large(farm, watcher),
                    Math.round(cpu * 10.0 / size.small()) / 10.0,
                    farm.disk().syncsPerSecond(),
                    farm.database(),
                    farm.dispatcher().pid(),
                    ProcessHandle.current().pid());
        }
    }

    private Quantiles smallOnes(BenchFarm farm) throws InterruptedException {
        String document = BenchJobs.range(1, null);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < size.small(); i++) {
            tasks.add(() -> {
                long started = System.nanoTime();
                farm.submit(document);
                return System.nanoTime() - started;
            });
        }
        Latencies latencies = new Latencies();
        try (ExecutorService clients = BenchThreads.clients(CLIENTS)) {
            for (Future<Long> done : clients.invokeAll(tasks)) {
                latencies.add(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job could not be submitted: " + e.getCause(), e);
        }
        return latencies.quantiles();
    }

    private Map<String, Quantiles> ranges(BenchFarm farm, Watcher watcher) {
        Map<String, Quantiles> ranges = new LinkedHashMap<>();
        for (long commands : List.of(size.commands() / 100, size.commands() / 10, size.commands())) {
            ranges.put(Long.toString(commands), times(farm, BenchJobs.range(commands, null), size.times()));
        }
        others.put("jobs of ranges", watcher.take());
        return ranges;
    }

    private Map<String, Quantiles> paired(BenchFarm farm, Watcher watcher) {
        int times = Math.max(1, size.times() / FEWER_TIMES);
        Map<String, Quantiles> paired =
                Map.of(Long.toString(size.commands()), times(farm, BenchJobs.paired(size.commands(), null), times));
        others.put("jobs of paired tasks", watcher.take());
        return paired;
    }

    private Map<String, Quantiles> explicit(BenchFarm farm, Watcher watcher) {
        int commands = (int) (size.commands() / EXPLICIT_PART);
        int times = Math.max(1, size.times() / FEWER_TIMES);
        Map<String, Quantiles> explicit =
                Map.of(Integer.toString(commands), times(farm, BenchJobs.explicit(commands), times));
        others.put("jobs of explicit commands", watcher.take());
        return explicit;
    }

    private static Quantiles times(BenchFarm farm, String document, int times) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            farm.submit(document);
            latencies.add(System.nanoTime() - started);
        }
        return latencies.quantiles();
    }

    /** A large job while workers are busy; nothing that is asked for it should be felt by the watcher. */
    private SubmitFigures.Large large(BenchFarm farm, Watcher watcher) throws IOException, InterruptedException {
        FarmClient client = farm.client();
        for (JobId job : unfinished(client)) {
            client.cancel(job);
        }
        try (LoadFleet fleet = new LoadFleet(farm.port(), new LoadPlan(1, COMMAND_NANOS, false))) {
            fleet.join(WORKERS);
            fleet.tally()
                    .await(
                            "workers to connect",
                            PATIENCE_SECONDS,
                            () -> fleet.tally().welcomed() == WORKERS);
            watcher.take();
            long submitted = System.nanoTime();
            JobId job = farm.submit(BenchJobs.range(size.commands(), null)).id();
            double submit = millis(System.nanoTime() - submitted);
            fleet.tally()
                    .await(
                            "commands to end",
                            PATIENCE_SECONDS,
                            () -> fleet.tally().acknowledged() > WORKERS);
            double list = timed(() -> client.jobs(JobQuery.ALL));
            double page = timed(() -> client.commands(job, CommandQuery.ALL.part(size.commands() / 2, 100)));
            double pause = timed(() -> client.pause(job));
            double resume = timed(() -> client.resume(job));
            double cancel = timed(() -> client.cancel(job));
            return new SubmitFigures.Large(size.commands(), submit, list, page, pause, resume, cancel, watcher.take());
        }
    }

    private static List<JobId> unfinished(FarmClient client) {
        List<JobId> jobs = new ArrayList<>();
        long total = Long.MAX_VALUE;
        for (long offset = 0; offset < total; offset += JobQuery.ALL.limit()) {
            var page = client.jobs(JobQuery.ALL.part(offset, JobQuery.ALL.limit()));
            page.items().stream()
                    .filter(job -> job.counts().ended() < job.counts().total())
                    .forEach(job -> jobs.add(job.id()));
            total = page.total();
        }
        return jobs;
    }

    private static double timed(Runnable request) {
        long started = System.nanoTime();
        request.run();
        return millis(System.nanoTime() - started);
    }
}
