package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;

/** A small farm on a random day: people submit, pause, cancel and retry, machines come and go, commands end. */
public final class RandomDay {
    public final FarmFixture fixture = FarmFixture.farm();
    private final SplittableRandom random;
    private final int mostFrames;
    private int workerCount;
    private int bootCount;

    public RandomDay(long seed, int mostFrames) {
        this.mostFrames = mostFrames;
        random = new SplittableRandom(seed);
        fixture.license("a", random.nextInt(4)).license("b", random.nextInt(3));
    }

    public int draw(int bound) {
        return random.nextInt(bound);
    }

    /** One thing, drawn from the seed. */
    public void happen() {
        switch (random.nextInt(15)) {
            case 0, 1 -> submit();
            case 2 -> join();
            case 3 -> pauseOrResumeJob();
            case 4 -> pauseOrResumeWorker();
            case 5 -> fixture.license(random.nextBoolean() ? "a" : "b", random.nextInt(5));
            case 6 -> endJob();
            case 7 -> bootAnew();
            case 8, 9 -> beginToRun();
            case 10 -> steer();
            default -> endCommands();
        }
    }

    private void submit() {
        List<TaskSpec> tasks = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Dependency[] after = i > 0 && random.nextInt(3) == 0
                    ? new Dependency[] {FarmFixture.after("t" + (i - 1), outcome())}
                    : new Dependency[0];
            tasks.add(FarmFixture.task("t" + i, "1-" + (1 + random.nextInt(mostFrames)), settings(), after));
        }
        double[] weights = {1, 1, 2, 3, 0.5};
        fixture.submit(new JobSpec(
                1,
                "job",
                "ada",
                JobSpec.DEFAULT_POOL,
                50 + 10 * random.nextInt(2),
                weights[random.nextInt(weights.length)],
                random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
                Map.of(),
                random.nextInt(8) == 0,
                TaskSettings.NONE,
                tasks,
                List.of(),
                Strategy.FIFO));
    }

    private Dependency.Outcome outcome() {
        Dependency.Outcome[] all = Dependency.Outcome.values();
        return all[random.nextInt(all.length)];
    }

    private TaskSettings settings() {
        double[] cores = {1, 1, 1, 2, 0.5, 4};
        Map<LicenseName, Integer> licenses = random.nextInt(3) > 0
                ? Map.of()
                : Map.of(new LicenseName(random.nextBoolean() ? "a" : "b"), 1 + random.nextInt(2));
        long memory = random.nextInt(3) == 0 ? (1L + random.nextInt(4)) << 30 : 0;
        return TaskSettings.NONE
                .withCores(cores[random.nextInt(cores.length)])
                .withMemoryBytes(memory)
                .withLicenses(licenses)
                .withAttempts(1 + random.nextInt(2))
                .withFailurePolicy(random.nextInt(10) > 0 ? null : policy());
    }

    /** What fails returns 1. */
    private FailurePolicy policy() {
        ExitCodes skip = new ExitCodes(List.of(), List.of(), List.of(), List.of(1), List.of());
        return new FailurePolicy(null, null, null, skip, null, null, null, null, 1 + random.nextInt(3), null, null);
    }

    private void join() {
        long memory = random.nextBoolean() ? 0 : (2L + random.nextInt(8)) << 30;
        WorkerFacts facts = new WorkerFacts(1 + random.nextInt(6), memory, "test", "1");
        fixture.sync(fixture.report("w" + ++workerCount, "boot").facts(facts));
    }

    /** A worker's daemon starts anew and knows nothing of what ran. */
    private void bootAnew() {
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        if (worker != null) {
            fixture.sync(fixture.report(worker.name().value(), "boot " + ++bootCount));
        }
    }

    private void beginToRun() {
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        if (worker != null) {
            FarmFixture.Report report = fixture.report(worker.name().value(), worker.bootId());
            worker.leases().forEach(command -> report.running(FarmFixture.running(command)));
            fixture.sync(report);
        }
    }

    private void pauseOrResumeJob() {
        Job job = any(List.copyOf(fixture.farm.jobs()));
        if (job != null) {
            fixture.ask(job.isPaused() ? new ResumeJob(job.id()) : new PauseJob(job.id()));
        }
    }

    private void pauseOrResumeWorker() {
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        if (worker != null) {
            WorkerName it = worker.name();
            fixture.ask(
                    worker.duty() == Duty.QUARANTINED
                            ? new ReleaseWorker(it)
                            : worker.isOpen() ? new PauseWorker(it, null) : new ResumeWorker(it));
        }
    }

    /** Somebody does something to a part of a job. */
    private void steer() {
        Job job = any(List.copyOf(fixture.farm.jobs()));
        if (job == null) {
            return;
        }
        Target part = new Target.Node(requireNonNull(any(job.nodes())).id());
        boolean cascade = random.nextInt(3) == 0;
        Status status = random.nextInt(3) == 0 ? any(List.of(Status.values())) : null;
        FrameRange frames = random.nextBoolean() ? FrameRange.of(1) : null;
        Selection what = new Selection(part, status, frames, List.of(), cascade);
        Running running = requireNonNull(any(List.of(Running.values())));
        fixture.ask(
                switch (random.nextInt(6)) {
                    case 0 -> new PauseJob(part, running, cascade);
                    case 1 -> new ResumeJob(part, cascade);
                    case 2 -> new CancelJob(what);
                    case 3 -> new RetryJob(what, random.nextBoolean());
                    case 4 -> new FinishCommands(what);
                    default -> new SkipCommands(what);
                });
    }

    private void endJob() {
        Job job = any(List.copyOf(fixture.farm.jobs()));
        if (job == null) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> fixture.ask(new CancelJob(job.id()));
            case 1 -> fixture.ask(new RetryJob(job.id(), random.nextBoolean()));
            default -> {
                if (job.leaseCount() == 0) {
                    fixture.ask(new DeleteJob(job.id()));
                }
            }
        }
    }

    private void endCommands() {
        List<Command> running = new ArrayList<>();
        fixture.farm.workers().forEach(worker -> running.addAll(worker.leases()));
        int count = Math.min(running.size(), 1 + random.nextInt(6));
        for (int i = 0; i < count; i++) {
            Command command = requireNonNull(any(running));
            running.remove(command);
            EndedRun.Outcome outcome = random.nextInt(5) == 0 ? EndedRun.Outcome.FAILED : EndedRun.Outcome.DONE;
            fixture.end(command.id().value(), outcome);
        }
    }

    private <T> @Nullable T any(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }
}
