package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Status;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;

/**
 * A small farm on which anything may happen that can happen to one, unlike a {@link RandomDay}, which keeps to what the
 * planner minds. What is asked may be refused.
 */
final class BusyDay {
    private static final int MOST_JOBS = 6;
    private static final int MOST_WORKERS = 5;

    final FarmFixture fixture = FarmFixture.farm();
    private final SplittableRandom random;
    private final JobDraw draw;
    private int bootCount;

    BusyDay(long seed) {
        random = new SplittableRandom(seed);
        draw = new JobDraw(random);
    }

    /** The least that a farm needs. */
    void begin() {
        JobDraw.LICENSES.forEach(license -> ask(new SetLicense(new LicenseSpec(license, 3))));
        JobDraw.POOLS.forEach(pool -> ask(new CreatePool(PoolSpec.plain(pool))));
        join();
        join();
    }

    /** One thing, drawn from the seed. */
    void happen() {
        switch (random.nextInt(16)) {
            case 0, 1 -> submit();
            case 2, 3 -> changeJob();
            case 4 -> steer();
            case 5, 6 -> changeWorker();
            case 7 -> changePool();
            case 8 -> changeLicense();
            case 9 -> pass();
            case 10 -> report();
            case 11 -> fixture.preempt();
            case 12, 13 -> end();
            default -> fixture.plan();
        }
    }

    private void ask(Request<?> request) {
        fixture.refusal(request);
    }

    private void submit() {
        List<Job> jobs = List.copyOf(fixture.farm.jobs());
        if (jobs.size() < MOST_JOBS) {
            ask(new SubmitJob("ada", draw.draw(jobs), null));
        }
    }

    private void changeJob() {
        Job job = any(List.copyOf(fixture.farm.jobs()));
        if (job == null) {
            return;
        }
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        Target all = new Target.WholeJob(job.id());
        String task = draw.one(2) ? null : requireNonNull(any(job.tasks())).name();
        switch (random.nextInt(8)) {
            case 0 -> ask(new DeleteJob(job.id()));
            case 1 -> ask(new CancelJob(job.id()));
            case 2 -> ask(new RetryJob(job.id(), draw.one(2)));
            case 3 -> ask(new PauseJob(all, draw.pick(List.of(Running.values())), false));
            case 4, 5 -> ask(new EditJob(all, job.spec(), draw.edited(job.spec()), "", ""));
            case 6 -> ask(new ClearBlocklist(job.id(), task, null));
            default -> {
                if (worker != null) {
                    ask(new BlockWorker(job.id(), task, worker.name(), "ada", "it smells"));
                }
            }
        }
    }

    /** Somebody does something to a part of a job. */
    private void steer() {
        Job job = any(List.copyOf(fixture.farm.jobs()));
        if (job == null) {
            return;
        }
        Target part = new Target.Node(requireNonNull(any(job.nodes())).id());
        Selection what = new Selection(
                part,
                draw.one(3) ? draw.pick(List.of(Status.values())) : null,
                draw.one(2) ? FrameRange.of(1) : null,
                List.of(),
                draw.one(3));
        Running running = draw.pick(List.of(Running.values()));
        ask(
                switch (random.nextInt(8)) {
                    case 0 -> new PauseJob(part, running, draw.one(3));
                    case 1 -> new ResumeJob(part, draw.one(3));
                    case 2 -> new CancelJob(what);
                    case 3 -> new RetryJob(what, draw.one(2));
                    case 4 -> new FinishCommands(what);
                    case 5 -> new HoldCommands(what, running);
                    case 6 -> new ReleaseCommands(what);
                    default -> new SkipCommands(what);
                });
    }

    private void join() {
        for (int number = 1; number <= MOST_WORKERS; number++) {
            String name = "w" + number;
            if (fixture.farm.findWorker(new WorkerName(name)) == null) {
                fixture.sync(fixture.report(name, "boot " + ++bootCount).facts(facts()));
                return;
            }
        }
    }

    private WorkerFacts facts() {
        List<String> tags = draw.one(2) ? List.of("fast") : List.of();
        Equipment equipment =
                new Equipment(random.nextInt(3), 0, Map.of("scratch", 1.0), tags, List.of(), Map.of(), 1, List.of());
        return new WorkerFacts(1 + random.nextInt(4), draw.one(2) ? 0 : 8L << 30, "test", "1", equipment);
    }

    private void changeWorker() {
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        if (worker == null || draw.one(4)) {
            join();
            return;
        }
        WorkerName it = worker.name();
        switch (random.nextInt(10)) {
            case 0 -> ask(new PauseWorker(it, "for a look", draw.pick(List.of(Running.values()))));
            case 1 -> ask(new DrainWorker(it, null));
            case 2 -> ask(new QuarantineWorker(it, "it smells"));
            case 3 -> ask(new ReleaseWorker(it));
            case 4, 5 -> ask(new ResumeWorker(it));
            case 6 -> ask(new EditWorker(it, random.nextInt(3), null, tag(), tag(), poolOrder()));
            case 7 -> ask(new DeleteWorker(it));
            case 8 ->
                fixture.sync(fixture.report(it.value(), "boot " + ++bootCount).facts(facts()));
            default -> fixture.sync(fixture.report(it.value(), worker.bootId()).facts(facts()));
        }
    }

    private @Nullable List<PoolName> poolOrder() {
        return random.nextInt(3) == 0 ? List.of() : random.nextBoolean() ? null : List.of(JobSpec.DEFAULT_POOL);
    }

    private List<String> tag() {
        return List.of(draw.pick(List.of("fast", "old")));
    }

    private void changePool() {
        PoolName name = draw.pick(JobDraw.POOLS);
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        List<WorkerName> one = worker == null ? List.of() : List.of(worker.name());
        switch (random.nextInt(8)) {
            case 0 -> ask(new CreatePool(PoolSpec.plain(name)));
            case 1 -> ask(new DeletePool(name));
            case 2 -> ask(new EditPool(PoolSpec.plain(name).withAgeBoost(50.0)));
            case 3 ->
                ask(new EditPool(new PoolSpec(name, List.of(share("alpha")), 1)
                        .with(draw.pick(List.of(Preempt.values())), new Grace(Duration.ZERO))));
            case 4 -> ask(new SetShare(name, share(draw.pick(JobDraw.PRODUCTIONS))));
            case 5 -> ask(new DeleteShare(name, "of-alpha"));
            case 6 -> ask(new MoveWorkers(name, one, List.of()));
            default -> ask(new MoveWorkers(name, List.of(), one));
        }
    }

    private ShareSpec share(String production) {
        Map<String, List<String>> tags = Map.of("prod", List.of(production));
        return new ShareSpec("of-" + production, tags, List.of(), 1 + random.nextInt(2), random.nextInt(5), 0);
    }

    private void changeLicense() {
        LicenseName name = draw.pick(JobDraw.LICENSES);
        if (draw.one(3)) {
            ask(new ReportLicense(name, random.nextInt(3), 1_000L * (1 + random.nextInt(60))));
        } else {
            SeatsPer per = draw.one(2) ? null : draw.pick(List.of(SeatsPer.values()));
            ask(new SetLicense(new LicenseSpec(name, random.nextInt(5), per)));
        }
    }

    /** Most hear the time go by; now and then so long that whoever is silent is lost, or a quarantine is over. */
    private void pass() {
        long[] spans = {100, 1_000, 6_000, 40_000, 1_000_000};
        long span = spans[random.nextInt(spans.length)];
        if (draw.one(3)) {
            fixture.pass(span);
        } else {
            fixture.passHeard(span);
        }
    }

    private void report() {
        Worker worker = any(List.copyOf(fixture.farm.workers()));
        if (worker == null) {
            return;
        }
        OrdersNumber seen = draw.one(2) ? fixture.order(worker.name().value()) : OrdersNumber.NONE;
        FarmFixture.Report report =
                fixture.report(worker.name().value(), worker.bootId()).seen(seen);
        for (Command command : worker.leases()) {
            if (!draw.one(6)) {
                report.running(new RunState(
                        command.ref(),
                        command.leaseId(),
                        draw.one(3) ? RunState.Phase.STARTING : RunState.Phase.RUNNING,
                        fixture.millis,
                        draw.one(2) ? null : Double.valueOf(0.5)));
            }
        }
        fixture.sync(draw.one(2) ? report.found(draw.pick(JobDraw.FILES)) : report);
    }

    private void end() {
        List<Command> held = new ArrayList<>();
        fixture.farm.workers().forEach(worker -> held.addAll(worker.leases()));
        for (int i = random.nextInt(4); i >= 0 && !held.isEmpty(); i--) {
            Command command = held.remove(random.nextInt(held.size()));
            int code = draw.one(2) ? 0 : 1 + random.nextInt(8);
            EndedRun.Cause cause = draw.one(10) ? EndedRun.Cause.TOO_LONG : null;
            fixture.exit(command, code, random.nextInt(5_000), cause);
        }
    }

    private <T> @Nullable T any(List<T> list) {
        return list.isEmpty() ? null : draw.pick(list);
    }
}
