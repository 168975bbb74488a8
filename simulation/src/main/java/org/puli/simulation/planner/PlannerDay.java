package org.puli.simulation.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.api.view.WhyView;
import org.puli.farm.AwaitedFile;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.FileWatch;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Node;
import org.puli.farm.Pool;
import org.puli.farm.Share;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;
import org.puli.farm.schedule.Assignment;
import org.puli.farm.schedule.AssignmentPlanner;
import org.puli.simulation.time.Chance;

/**
 * One small random farm through one random day: every single choice of the planner is held against the plain rules, and
 * at the end a planner that starts afresh on the stored farm has to see nothing more to do.
 */
public final class PlannerDay {
    private static final long GIGABYTE = 1L << 30;
    private static final int STEPS = 60;
    private static final int MOST_STARTS = 20;

    private final Chance chance;
    private final PlannerDraw draw;
    private final PlannerFarm fixture;
    private final Farm farm;
    private final PlannerTally tally;
    private final PlainWaits waits;

    private PlannerDay(long seed, PlannerTally tally) {
        chance = new Chance(seed);
        draw = new PlannerDraw(chance);
        fixture = new PlannerFarm(PlannerDraw.POOLS.stream().map(draw::pool).toList());
        farm = fixture.farm();
        this.tally = tally;
        waits = new PlainWaits(farm);
        fixture.watch(waits::happened);
        PlannerDraw.LICENSES.forEach(license -> fixture.ask(license(license, 3)));
    }

    /**
     * Lives the day of a seed.
     *
     * @throws IllegalStateException saying in which choice the two differ
     */
    public static void live(long seed, PlannerTally tally) {
        new PlannerDay(seed, tally).live();
    }

    private void live() {
        for (int step = 0; step < STEPS; step++) {
            fixture.pass(draw.pause());
            happen();
            look();
            run();
            if (plan(chance.between(1, MOST_STARTS))) {
                preempt();
            }
        }
        plan(Integer.MAX_VALUE);
        checkReasons();
        checkAfresh();
    }

    /** The loop looks what is due; points that it counts step by step are those that a look at the clock gives. */
    private void look() {
        waits.looked(fixture.now().mono());
        fixture.look();
        for (Job job : farm.jobs()) {
            require(
                    job.effectivePriority() == waits.priority(job),
                    "job " + job.id() + " has priority " + job.effectivePriority() + ", not " + waits.priority(job));
            if (waits.points(job) > 0) {
                tally.lifted();
            }
        }
    }

    /** A restart forgets how groups served their children, so what can start then need not be what could before. */
    private void checkAfresh() {
        Farm loaded = Farm.load(farm.rows(1));
        checkSeats(loaded);
        Assignment afresh = new AssignmentPlanner(loaded).findNext();
        PlainPlanner.Start plain = PlainPlanner.findNext(loaded, waits::priority);
        require(
                words(afresh).equals(words(plain)),
                "afresh the planner chose " + words(afresh) + ", not " + words(plain));
    }

    private void happen() {
        switch (chance.between(0, 20)) {
            case 0, 1, 2 -> submit();
            case 3, 4 -> fixture.join(draw.facts(), draw.memberships());
            case 5 -> toJob(job -> job.isPaused() ? new ResumeJob(job.id()) : new PauseJob(job.id()));
            case 6 -> toWorker(this::pauseOrResume);
            case 7 -> fixture.ask(license(chance.pick(PlannerDraw.LICENSES), 4));
            case 13 -> fixture.ask(new ReportLicense(chance.pick(PlannerDraw.LICENSES), chance.between(0, 2), 1_000));
            case 8 -> toJob(this::end);
            case 9 -> toWorker(worker -> fixture.apply(new Change.WorkerChanged(worker.name(), draw.facts())));
            case 10 -> toWorker(this::moveOrOrder);
            case 11 -> fixture.apply(new Change.PoolChanged(draw.pool(chance.pick(PlannerDraw.POOLS))));
            case 12 -> toWorker(this::blockOrUnblock);
            case 14 -> toJob(this::reorder);
            case 15 -> toWorker(this::findFile);
            // Where much is lent, workers are full: little ends between one job and the next.
            case 16, 17 -> endCommandsUnless(draw.isLending());
            default -> endCommands();
        }
    }

    private void moveOrOrder(Worker worker) {
        fixture.apply(
                chance.happens(0.5)
                        ? new Change.WorkerMoved(worker.name(), draw.memberships())
                        : new Change.PoolsOrdered(worker.name(), draw.poolOrder()));
    }

    private void submit() {
        List<JobId> others = farm.jobs().stream().map(Job::id).toList();
        fixture.ask(new SubmitJob("ada", draw.after(draw.job(), others), null));
    }

    private SetLicense license(LicenseName name, int most) {
        return new SetLicense(new LicenseSpec(name, chance.between(0, most), draw.per()));
    }

    private interface ToJob {
        Request<?> request(Job job);
    }

    private void toJob(ToJob what) {
        Job job = draw.any(List.copyOf(farm.jobs()));
        if (job != null) {
            fixture.ask(what.request(job));
        }
    }

    private Request<?> reorder(Job job) {
        tally.reordered();
        return new EditJob(new Target.WholeJob(job.id()), job.spec(), draw.reordered(job.spec()), "", "");
    }

    private interface ToWorker {
        void happen(Worker worker);
    }

    private void toWorker(ToWorker what) {
        Worker worker = draw.any(List.copyOf(farm.workers()));
        if (worker != null) {
            what.happen(worker);
        }
    }

    private void pauseOrResume(Worker worker) {
        WorkerName name = worker.name();
        fixture.ask(worker.isOpen() ? new PauseWorker(name, null) : new ResumeWorker(name));
    }

    private void blockOrUnblock(Worker worker) {
        Job job = draw.any(List.copyOf(farm.jobs()));
        if (job != null) {
            Task task = chance.pick(job.tasks());
            fixture.apply(
                    task.isBlocked(worker)
                            ? new Change.WorkerUnblocked(job.id(), task.id(), worker.name())
                            : new Change.WorkerBlocked(
                                    job.id(),
                                    task.id(),
                                    worker.name(),
                                    chance.happens(0.5) ? null : "ada",
                                    "failed",
                                    1));
        }
    }

    /** A worker sees one of the files for which jobs of its pools wait. */
    private void findFile(Worker worker) {
        List<FileWatch> all = new ArrayList<>();
        worker.pools().forEach(pool -> all.addAll(farm.files().open(pool.name())));
        FileWatch seen = draw.any(all);
        for (AwaitedFile file : seen == null ? List.<AwaitedFile>of() : List.copyOf(seen.waiting())) {
            fixture.apply(new Change.FileFound(file.job(), file.node(), file.place(), worker.name(), 1));
        }
    }

    private Request<?> end(Job job) {
        return switch (chance.between(0, 2)) {
            case 0 -> new CancelJob(job.id());
            case 1 -> new RetryJob(job.id(), chance.happens(0.5));
            default -> new DeleteJob(job.id());
        };
    }

    private void endCommandsUnless(boolean isLending) {
        if (!isLending) {
            endCommands();
        }
    }

    private void endCommands() {
        List<Command> running = new ArrayList<>();
        farm.workers().forEach(worker -> running.addAll(worker.leases()));
        int count = Math.min(running.size(), chance.between(1, 6));
        for (int i = 0; i < count; i++) {
            Command command = chance.pick(running);
            running.remove(command);
            if (command.status().isActive() && chance.happens(0.1)) {
                fixture.grow(command, command.held().memoryBytes() + chance.between(1L, 3L) * GIGABYTE);
                tally.grew();
            } else {
                fixture.end(command, chance.happens(0.7) ? EndedRun.Outcome.DONE : anyOutcome());
            }
        }
    }

    private EndedRun.Outcome anyOutcome() {
        return chance.pick(List.of(EndedRun.Outcome.values()));
    }

    /** Makes so many choices at most, as a turn of the loop does. */
    private boolean plan(int limit) {
        for (int starts = 0; starts < limit; starts++) {
            Assignment next = fixture.planner().findNext();
            check(next);
            if (next == null) {
                return true;
            }
            if (waits.points(next.task().job()) > 0) {
                tally.startedLifted();
            }
            boolean isShared =
                    new PlainSeats(farm).isShared(next.worker(), next.task().need());
            fixture.start(next);
            tally.started(isShared);
            checkLimits(next.task());
            checkSeats(farm);
        }
        return false;
    }

    /** Some of what was given to workers is heard to run. */
    private void run() {
        for (Worker worker : farm.workers()) {
            for (Command command : List.copyOf(worker.leases())) {
                if (command.status() == Status.ASSIGNED && chance.happens(0.3)) {
                    fixture.run(command);
                }
            }
        }
    }

    /** Does what the loop does when nothing can start any more and a tick is due. */
    private void preempt() {
        boolean isSettled = true;
        while (isSettled) {
            List<Change> changes = fixture.preemption().findNext(fixture.now());
            if (changes.stream().noneMatch(Change.ShareDeprived.class::isInstance)) {
                check(changes);
            }
            changes.forEach(fixture::apply);
            isSettled = !changes.isEmpty() && plan(Integer.MAX_VALUE);
        }
    }

    private void check(List<Change> changes) {
        Set<String> marked = new TreeSet<>();
        for (Pool pool : farm.pools()) {
            for (Share share : pool.shares()) {
                if (share.deprivedSince() != null) {
                    marked.add(PlainPreemption.refOf(pool, share).toString());
                }
            }
        }
        Set<String> plain = PlainPreemption.deprived(farm, waits::priority);
        require(marked.equals(plain), "deprived are " + marked + ", and by the plain rules " + plain);
        PlainPreemption.Stop stop = PlainPreemption.findNext(farm, waits::priority, fixture.now());
        Set<String> chosen = new TreeSet<>();
        for (Change change : changes) {
            Change.CommandPreempted preempted = (Change.CommandPreempted) change;
            chosen.add(preempted.attempt() + " for " + preempted.share());
        }
        Set<String> expected = new TreeSet<>();
        if (stop != null) {
            stop.commands().forEach(command -> expected.add(command.ref() + " for " + stop.share()));
            tally.preempted(expected.size());
        }
        require(chosen.equals(expected), "stopped are " + chosen + ", and by the plain rules " + expected);
    }

    private void check(@Nullable Assignment next) {
        PlainPlanner.Start plain = PlainPlanner.findNext(farm, waits::priority);
        String chosen = words(next);
        require(chosen.equals(words(plain)), "the planner chose " + chosen + ", and the plain rules " + words(plain));
        tally.compared();
    }

    private static String words(@Nullable Assignment start) {
        return start == null ? "nothing" : words(start.task(), start.index(), start.worker(), start.milliCores());
    }

    private static String words(PlainPlanner.@Nullable Start start) {
        return start == null ? "nothing" : words(start.task(), start.index(), start.worker(), start.milliCores());
    }

    private static String words(Task task, int index, Worker worker, int milliCores) {
        return "command " + index + " of task " + task.name() + " of job "
                + task.job().id() + " on " + worker.name() + " with " + milliCores + " thousandths of cores";
    }

    /** An edit may leave more running than may run now; but then nothing starts. */
    private void checkLimits(Task started) {
        for (Worker worker : farm.workers()) {
            boolean wasCut = worker.freeMilliCores() < 0 && !worker.leases().isEmpty();
            require(wasCut || worker.freeMilliCores() >= 0, worker.name() + " gives more cores than it has");
        }
        Job job = started.job();
        require(job.leaseCount() <= job.maxWorkers(), "job " + job.id() + " runs more than it may");
        for (Node node = started; node != null; node = node.parent()) {
            int most = node.precedence().maxWorkers();
            require(
                    most == 0 || node.leaseCount() <= most,
                    node.name() + " of job " + job.id() + " runs more than it may");
        }
    }

    /** A recount of what commands hold gives what is said to be in use, in the mode that is set. */
    private static void checkSeats(Farm farm) {
        PlainSeats seats = new PlainSeats(farm);
        for (License license : farm.licenses()) {
            int used = seats.used(license);
            require(
                    license.used() == used,
                    "license " + license.name() + " has " + license.used() + " seats in use, a recount gives " + used);
        }
    }

    /** When nothing can start any more, no job may claim that it is about to, and whoever waits knows why. */
    private void checkReasons() {
        for (Job job : farm.jobs()) {
            WaitingReason reason = fixture.reasons().of(job);
            require(reason != WaitingReason.STARTING, "job " + job.id() + " claims to be about to start");
            long running = job.counts().assigned() + job.counts().running();
            boolean waits = job.counts().ready() > 0 && running == 0;
            require(!waits || reason != null, "job " + job.id() + " waits and does not know why");
            if (reason != null) {
                tally.reached(reason);
            }
            checkWhy(fixture.why().ofJob(job));
        }
    }

    /** An explanation never says that something could start, nor counts a worker that could take what is stuck. */
    private static void checkWhy(WhyView why) {
        require(!why.answer().contains("about to start"), why.about() + " " + why.answer());
        for (WhyView.Part part : why.parts()) {
            boolean isStuck =
                    part.reason().startsWith("every worker") || part.reason().startsWith("no worker");
            boolean hasRoom = part.workers().stream().anyMatch(one -> one.what().equals("with room for it"));
            require(!(isStuck && hasRoom), why.about() + ": " + part.reason());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(Objects.requireNonNull(otherwise));
        }
    }
}
