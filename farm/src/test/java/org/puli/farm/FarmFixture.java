package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.ProbeReport;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Decision;
import org.puli.farm.decide.Decisions;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Request;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.SyncWorker;
import org.puli.farm.request.Tick;
import org.puli.farm.row.FarmRows;
import org.puli.farm.schedule.Assignment;
import org.puli.farm.schedule.AssignmentPlanner;
import org.puli.farm.schedule.Preemption;
import org.puli.farm.schedule.WaitingReasons;
import org.puli.farm.schedule.Why;

/** Builds farms in words and asks them things, without threads, clocks or stores. */
public final class FarmFixture {
    public final Farm farm = Farm.load(FarmRows.empty("f1"));
    public final AssignmentPlanner planner = new AssignmentPlanner(farm);
    public final WaitingReasons reasons = new WaitingReasons(farm, planner);
    public final Why why = new Why(farm, planner);
    public final Preemption preemption = new Preemption(farm, planner);
    public final List<Change> changes = new ArrayList<>();
    public long millis = 1_000_000;
    public long wallStep;
    public Rules rules = Rules.DEFAULT;
    public Consumer<Change> watcher = change -> {};
    private final Decisions decisions = new Decisions(() -> rules, reasons::of, why);
    private final Map<String, Long> reports = new TreeMap<>();

    public FarmFixture() {
        apply(new Change.EpochBegun(1));
        apply(new Change.PoolChanged(PoolSpec.plain(JobSpec.DEFAULT_POOL)));
        apply(new Change.GraceBegun(millis));
    }

    public static FarmFixture farm() {
        return new FarmFixture();
    }

    public FarmFixture workers(int count) {
        return workers(count, 1);
    }

    public FarmFixture workers(int count, int cores) {
        for (int i = 0; i < count; i++) {
            String name = "w" + (farm.workers().size() + 1);
            sync(report(name, "boot").facts(new WorkerFacts(cores, 0, "test", "1")));
        }
        return this;
    }

    public FarmFixture worker(int cores, Equipment equipment) {
        String name = "w" + (farm.workers().size() + 1);
        sync(report(name, "boot").facts(new WorkerFacts(cores, 0, "test", "1", equipment)));
        return this;
    }

    public FarmFixture license(String name, int count) {
        ask(new SetLicense(new LicenseSpec(new LicenseName(name), count)));
        return this;
    }

    public Job submit(JobSpec spec) {
        JobId id = ask(new SubmitJob("ada", spec, null)).job().id();
        return requireNonNull(farm.findJob(id));
    }

    public <R> R ask(Request<R> request) {
        Decision<R> decision = decide(request);
        if (decision.refusal() != null) {
            throw new IllegalStateException(decision.refusal().detail());
        }
        return decision.answer().apply(farm);
    }

    public @Nullable Refusal refusal(Request<?> request) {
        return decide(request).refusal();
    }

    private <R> Decision<R> decide(Request<R> request) {
        Decision<R> decision = decisions.decide(farm, request, new Moment(millis + wallStep, millis));
        decision.changes().forEach(this::apply);
        return decision;
    }

    public void apply(Change change) {
        changes.add(change);
        farm.apply(change);
        watcher.accept(change);
    }

    /** Plans until nothing more can start; the attempts that were started, in order. */
    public List<AttemptRef> plan() {
        List<AttemptRef> started = new ArrayList<>();
        for (Assignment next = planner.findNext(); next != null; next = planner.findNext()) {
            started.add(start(next));
        }
        return started;
    }

    /** Does what the loop does when a tick is due and nothing can start: the attempts that are stopped, in order. */
    public List<AttemptRef> preempt() {
        List<AttemptRef> stopped = new ArrayList<>();
        plan();
        List<Change> next = preemption.findNext(new Moment(millis + wallStep, millis));
        while (!next.isEmpty()) {
            next.forEach(this::apply);
            for (Change change : next) {
                if (change instanceof Change.CommandPreempted preempted) {
                    stopped.add(preempted.attempt());
                }
            }
            plan();
            next = preemption.findNext(new Moment(millis + wallStep, millis));
        }
        return stopped;
    }

    public AttemptRef start(Assignment next) {
        Command known = next.task().findCommand(next.index());
        AttemptRef attempt =
                new AttemptRef(next.task().commandId(next.index()), known == null ? 1 : known.attempt() + 1);
        apply(new Change.CommandAssigned(
                attempt, next.worker().name(), farm.numbers().lease(), next.milliCores(), millis));
        return attempt;
    }

    /** Numbers and marks orders for a worker, as the loop does when a batch is closed. */
    public OrdersNumber order(String worker) {
        Worker entity = worker(worker);
        OrdersNumber last = entity.contact().ordered();
        OrdersNumber next = new OrdersNumber(1, last.epoch() == 1 ? last.number() + 1 : 1);
        apply(new Change.OrdersIssued(entity.name(), next));
        return next;
    }

    public Worker worker(String name) {
        return requireNonNull(farm.findWorker(new WorkerName(name)));
    }

    public Command command(long id) {
        return requireNonNull(farm.findCommand(new CommandId(id)));
    }

    public Report report(String worker, String boot) {
        return new Report(worker, boot);
    }

    public void sync(Report report) {
        ask(report.request(reports.merge(report.worker, 1L, Long::sum)));
    }

    /** Time passes, and the loop looks what is due. */
    public FarmFixture pass(long more) {
        millis += more;
        ask(new Tick());
        return this;
    }

    /** The same, and every worker reports before that, so that none is lost. */
    public FarmFixture passHeard(long more) {
        millis += more;
        List.copyOf(farm.workers()).forEach(worker -> sync(report(worker.name().value(), worker.bootId())));
        ask(new Tick());
        return this;
    }

    /** The worker that holds a command reports that it ended, with an exit code and after so many milliseconds. */
    public void exit(long command, int code, long tookMillis) {
        exit(command(command), code, tookMillis, null);
    }

    /** The same, with a cause that the worker knows. */
    public void exit(Command command, int code, long took, EndedRun.@Nullable Cause cause) {
        Worker holder = requireNonNull(command.holder());
        EndedRun.Outcome outcome = code == 0 ? EndedRun.Outcome.DONE : EndedRun.Outcome.FAILED;
        sync(report(holder.name().value(), holder.bootId())
                .ended(new EndedRun(
                        command.ref(), command.leaseId(), outcome, code, null, null, 5, 5 + took, 0, 0, cause, 0, 0)));
    }

    /** The worker that holds a command reports that it ended. */
    public void end(long command, EndedRun.Outcome outcome) {
        Command entity = command(command);
        Worker holder = requireNonNull(entity.holder());
        sync(report(holder.name().value(), holder.bootId()).ended(run(entity, outcome)));
    }

    public static EndedRun run(Command command, EndedRun.Outcome outcome) {
        int exit = outcome == EndedRun.Outcome.DONE ? 0 : 1;
        return new EndedRun(command.ref(), command.leaseId(), outcome, exit, null, null, 5, 6, 0, 0, null, 0, 0);
    }

    public static RunState running(Command command) {
        return new RunState(command.ref(), command.leaseId(), RunState.Phase.RUNNING, 5, null);
    }

    /** A report in the making. */
    public static final class Report {
        private final String worker;
        private final String boot;
        private @Nullable WorkerFacts facts;
        private @Nullable String farmId = "f1";
        private OrdersNumber seen = OrdersNumber.NONE;
        private long link = 1;
        private final List<RunState> running = new ArrayList<>();
        private final List<EndedRun> ended = new ArrayList<>();
        private List<String> found = List.of();
        private @Nullable Availability availability;
        public @Nullable ProbeReport probed;

        Report(String worker, String boot) {
            this.worker = worker;
            this.boot = boot;
        }

        public Report facts(WorkerFacts now) {
            facts = now;
            return this;
        }

        public Report farmId(@Nullable String id) {
            farmId = id;
            return this;
        }

        public Report seen(OrdersNumber number) {
            seen = number;
            return this;
        }

        public Report link(long number) {
            link = number;
            return this;
        }

        public Report running(RunState run) {
            running.add(run);
            return this;
        }

        public Report ended(EndedRun run) {
            ended.add(run);
            return this;
        }

        public Report found(String... files) {
            found = List.of(files);
            return this;
        }

        public Report availability(@Nullable Availability now) {
            availability = now;
            return this;
        }

        SyncWorker request(long number) {
            WorkerName name = new WorkerName(worker);
            WorkerReport report = new WorkerReport(
                    1, name, boot, number, farmId, seen, facts, running, ended, found, availability, probed, null);
            return new SyncWorker(report, link);
        }
    }

    private static JobSpec spec(
            int priority,
            double weight,
            int maxWorkers,
            Map<String, String> tags,
            List<TaskSpec> tasks,
            List<GroupSpec> groups,
            Strategy strategy) {
        return new JobSpec(
                JobSpec.VERSION,
                "job",
                "ada",
                JobSpec.DEFAULT_POOL,
                priority,
                weight,
                maxWorkers,
                tags,
                false,
                TaskSettings.NONE,
                tasks,
                groups,
                strategy);
    }

    /** A job in the making. */
    public static JobSpec job(TaskSpec... tasks) {
        return job(50, 1, tasks);
    }

    public static JobSpec job(int priority, double weight, TaskSpec... tasks) {
        return spec(priority, weight, 0, Map.of(), List.of(tasks), List.of(), Strategy.FIFO);
    }

    public static JobSpec grouped(List<TaskSpec> tasks, GroupSpec... groups) {
        return spec(50, 1, 0, Map.of(), tasks, List.of(groups), Strategy.FIFO);
    }

    public static JobSpec limited(int maxWorkers, TaskSpec... tasks) {
        return spec(50, 1, maxWorkers, Map.of(), List.of(tasks), List.of(), Strategy.FIFO);
    }

    /** A job of a production and priority. */
    public static JobSpec tagged(String prod, int priority, TaskSpec... tasks) {
        return spec(priority, 1, 0, Map.of("prod", prod), List.of(tasks), List.of(), Strategy.FIFO);
    }

    /** A job that serves its children in some order. */
    public static JobSpec served(Strategy strategy, List<GroupSpec> groups, TaskSpec... tasks) {
        return spec(50, 1, 0, Map.of(), List.of(tasks), groups, strategy);
    }

    /** A task that stands somewhere among its siblings. */
    public static TaskSpec placed(String name, String range, Precedence precedence) {
        CommandLine line = new CommandLine(List.of("render", "{frame}"), false);
        return new TaskSpec(
                name, line, FrameRange.parse(range), 1, List.of(), List.of(), false, TaskSettings.NONE, precedence);
    }

    public static TaskSettings requiring(Requirements requirements) {
        return TaskSettings.NONE.withRequirements(requirements);
    }

    public static TaskSpec frames(String name, String range, Dependency... after) {
        return task(name, range, TaskSettings.NONE, after);
    }

    public static TaskSpec task(String name, String range, TaskSettings settings, Dependency... after) {
        CommandLine line = new CommandLine(List.of("render", "{frame}"), false);
        return new TaskSpec(
                name, line, FrameRange.parse(range), 1, List.of(), List.of(after), false, settings, Precedence.DEFAULT);
    }

    public static TaskSettings cores(double cores) {
        return TaskSettings.NONE.withCores(cores);
    }

    public static TaskSettings attempts(int attempts) {
        return TaskSettings.NONE.withAttempts(attempts).withTimeout(Duration.ofMinutes(1));
    }

    public static TaskSettings policy(int attempts, FailurePolicy policy) {
        return TaskSettings.NONE.withAttempts(attempts).withFailurePolicy(policy);
    }

    public static TaskSettings licensed(String name, int count) {
        return TaskSettings.NONE.withLicenses(Map.of(new LicenseName(name), count));
    }

    public static Dependency after(String task) {
        return Dependency.on(task, Dependency.Outcome.DONE);
    }

    public static Dependency after(String task, Dependency.Outcome outcome) {
        return Dependency.on(task, outcome);
    }
}
