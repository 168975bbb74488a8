package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.view.Counts;
import org.puli.farm.change.Change;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.MarkRow;

/**
 * The farm as it is now. It changes through {@link #apply} alone, so that what is in memory is always the sum of the
 * changes. Owned by the dispatcher's loop: no other thread may touch it or anything it gives out.
 */
public final class Farm {
    private final String id;
    private final Numbers numbers;
    private final JobIndex jobs = new JobIndex();
    private final SubmissionKeys keys = new SubmissionKeys();
    private final TreeMap<WorkerName, Worker> workers = new TreeMap<>();
    /** The same; each report asks for one. */
    private final Map<WorkerName, Worker> byName = new HashMap<>();

    private final TreeMap<String, Worker> namesakes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final TreeMap<PoolName, Pool> pools = new TreeMap<>();
    private final TreeMap<LicenseName, License> licenses = new TreeMap<>();
    /** The newest orders of deleted workers: a daemon that comes back ignores what is not newer than those. */
    private final TreeMap<WorkerName, OrdersNumber> formerOrders = new TreeMap<>();

    private final HeldCommands held = new HeldCommands();
    private final Tally tally = new Tally();
    private final Stirred stirred = new Stirred();
    private final Deadlines deadlines = new Deadlines();
    private final Turns turns = new Turns(this);
    private final Unsettled unsettled = new Unsettled();
    private final FileWatches files = new FileWatches(this::ordersDue);
    private final Surroundings surroundings =
            new Surroundings(stirred, tally, deadlines, files, unsettled, this::findJob);
    private final JobChanges jobChanges = new JobChanges(this);
    private final WorkChanges workChanges = new WorkChanges(this);
    private final CommandChanges commandChanges = new CommandChanges(this);
    private final WorkerChanges workerChanges = new WorkerChanges(this);
    private final TroubleChanges troubleChanges = new TroubleChanges(this);
    private final LicenseChanges licenseChanges = new LicenseChanges(this);
    private final FarmPaths paths = new FarmPaths();
    private final HandedRows handed = new HandedRows();
    private Touched touched = new Touched(handed);
    private LinkedHashSet<Worker> ordersDue = new LinkedHashSet<>();
    private final Listening listening = new Listening();

    Farm(FarmRow row) {
        id = row.farmId();
        numbers = new Numbers(row);
    }

    /** The farm that these rows describe. */
    public static Farm load(FarmRows rows) {
        return FarmLoad.load(rows);
    }

    /** The one door: makes a change part of the farm. Never fails for a change that was decided on this very farm. */
    public void apply(Change change) {
        switch (change) {
            case Change.JobSubmitted c -> jobChanges.submitted(c);
            case Change.JobPaused c -> jobChanges.paused(c.job(), true);
            case Change.JobStopped c -> jobChanges.stopped(c);
            case Change.JobResumed c -> jobChanges.paused(c.job(), false);
            case Change.NodePaused c -> workChanges.paused(c);
            case Change.CommandsMoved c -> workChanges.moved(c);
            case Change.Audited c -> audit(c);
            case Change.JobEdited c -> jobChanges.edited(c);
            case Change.TimeCome c -> jobChanges.come(c.job(), c.node(), c.place(), c.at());
            case Change.WaitWaived c -> jobChanges.come(c.job(), c.node(), c.place(), c.at());
            case Change.FileFound c -> jobChanges.come(c.job(), c.node(), c.place(), c.at());
            case Change.WaitsBegun c -> jobChanges.waitsBegun(c);
            case Change.JobLifted c -> jobChanges.lifted(c);
            case Change.JobArchived c -> jobChanges.archived(c.job(), c.at(), 0);
            case Change.JobDeleted c -> jobChanges.archived(c.job(), c.at(), c.at());
            case Change.ArchiveMarked c -> touched.marked(new MarkRow(c.job().value(), c.deletedAt()));
            case Change.OfCommand c -> commandChanges.apply(c);
            case Change.WorkerBlocked c -> troubleChanges.blocked(c);
            case Change.WorkerUnblocked c -> troubleChanges.unblocked(c);
            case Change.WorkerSuspected c -> troubleChanges.suspected(c);
            case Change.ProbationBegun c -> troubleChanges.onProbation(c.worker());
            case Change.WorkerTrusted c -> troubleChanges.trusted(c.worker());
            case Change.StartsAwaited c -> deadlines.awaitStarts(c.attempts(), c.monoAt());
            case Change.ShareDeprived c -> commandChanges.deprived(c);
            case Change.DelaysAnchored c -> troubleChanges.anchored(c);
            case Change.OfWorker c -> workerChanges.apply(c);
            case Change.FileWatched c -> workerChanges.watches(c);
            case Change.LookerCalled c -> workerChanges.calls(c);
            case Change.EpochBegun c -> begin(c.epoch());
            case Change.PoolChanged c -> change(c.pool());
            case Change.PoolDeleted c -> delete(c.pool());
            case Change.LicenseChanged c -> licenseChanges.changed(c);
            case Change.LicenseCounted c -> licenseChanges.counted(c);
            case Change.LicenseReported c -> licenseChanges.reported(c);
            case Change.OfPaths c -> paths.apply(c, this);
            case Change.GraceBegun c -> listening.begin(c.monoAt());
            case Change.LoopHeldUp c -> listening.heldUp(c);
        }
    }

    private void audit(Change.Audited change) {
        numbers.audited();
        touched.audit(change.row());
    }

    private void begin(long epoch) {
        numbers.epoch(epoch);
        touched.farm();
    }

    private void change(PoolSpec spec) {
        Pool pool = pools.computeIfAbsent(spec.name(), name -> new Pool(spec));
        pool.change(spec);
        jobs.all().stream().filter(job -> job.pool().equals(spec.name())).forEach(this::file);
        touched.pool(pool);
        stirred.pool(pool);
    }

    private void delete(PoolName name) {
        Pool pool = pools.remove(name);
        if (pool != null) {
            touched.deleted(pool);
            stirred.pool(pool);
        }
    }

    /** Finds a job's place in its pool by its tags and owner; a pool that a stored job names is there in any case. */
    void file(Job job) {
        Pool pool = pools.computeIfAbsent(job.pool(), name -> new Pool(PoolSpec.plain(name)));
        job.share(pool.shareOf(job.spec().tags(), job.spec().owner()));
        if (job.waiting().look(pool.spec().milliAgeBoost())) {
            touched.row(job);
        }
        files.follow(job);
    }

    /** A job's work, rank or right to start may have changed. */
    void stir(Job job) {
        turns.note(job);
        if (job.waiting().look()) {
            touched.row(job);
        }
        stirred.job(job);
    }

    /** Drawn once when the database was made. */
    public String id() {
        return id;
    }

    /** The numbers that are given out next. */
    public Numbers numbers() {
        return numbers;
    }

    /** All jobs, in the order in which they were submitted. */
    public Collection<Job> jobs() {
        return jobs.all();
    }

    /** A job; null when it is not there. */
    public @Nullable Job findJob(JobId job) {
        return jobs.find(job);
    }

    /** The job that was submitted under a key; null when none was. */
    public @Nullable Job findJob(String submissionKey) {
        return keys.find(submissionKey);
    }

    /** The keys under which jobs were submitted. */
    public SubmissionKeys keys() {
        return keys;
    }

    /** The task that a command belongs to; null when there is no such command. */
    public @Nullable Task findTask(CommandId command) {
        Job job = jobs.findOf(command);
        return job == null ? null : job.findTask(command);
    }

    /** A task or group; null when it is not there. */
    public @Nullable Node findNode(TaskId node) {
        Job job = jobs.findOf(node);
        return job == null ? null : job.findNode(node);
    }

    /** A command that has left its first state; null when it has not or is not there. */
    public @Nullable Command findCommand(CommandId command) {
        Command known = held.find(command);
        if (known != null) {
            return known;
        }
        Task task = findTask(command);
        return task == null ? null : task.findCommand(task.indexOf(command));
    }

    /** All workers, in the order of their names. */
    public Collection<Worker> workers() {
        return Collections.unmodifiableCollection(workers.values());
    }

    /** A worker; null when it is not there. */
    public @Nullable Worker findWorker(WorkerName worker) {
        return byName.get(worker);
    }

    /** The worker of that name, written in whatever letters, small or large. */
    public @Nullable Worker findNamesake(WorkerName worker) {
        return namesakes.get(worker.value());
    }

    /** All pools, in the order of their names. */
    public Collection<Pool> pools() {
        return Collections.unmodifiableCollection(pools.values());
    }

    /** A pool; null when it is not there. */
    public @Nullable Pool findPool(PoolName pool) {
        return pools.get(pool);
    }

    /** All licenses, in the order of their names. */
    public Collection<License> licenses() {
        return Collections.unmodifiableCollection(licenses.values());
    }

    /** A license; null when it is not there. */
    public @Nullable License findLicense(LicenseName license) {
        return licenses.get(license);
    }

    /** The path rules. */
    public FarmPaths paths() {
        return paths;
    }

    /** How many commands of all jobs stand where. */
    public Counts counts() {
        return tally.counts();
    }

    /** When workers were listened to. */
    public Listening listening() {
        return listening;
    }

    /** What the planner has to look at. */
    public Stirred stirred() {
        return stirred;
    }

    /** Commands whose attempt is being stopped for a share below its minimum and still holds its worker. */
    public Collection<Command> stopping() {
        return held.stopping();
    }

    HeldCommands held() {
        return held;
    }

    /** What becomes due as time passes. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** Files that are waited for, and who looks for them. */
    public FileWatches files() {
        return files;
    }

    /** What the next batch will be made of. */
    public Touched touched() {
        return touched;
    }

    /** The touched things so far; from now on they are collected anew. */
    public Touched takeTouched() {
        Touched taken = touched;
        touched = new Touched(handed);
        return taken;
    }

    /** Workers that have to be told something new, in the order in which that came up; they are forgotten here. */
    public List<Worker> takeOrdersDue() {
        List<Worker> due = List.copyOf(ordersDue);
        ordersDue = new LinkedHashSet<>();
        return due;
    }

    /** Whether {@link #takeOrdersDue} would return anything. */
    public boolean hasOrdersDue() {
        return !ordersDue.isEmpty();
    }

    void ordersDue(Worker worker) {
        ordersDue.add(worker);
    }

    /** All rows of the farm as it is now, its history aside. */
    public FarmRows rows(long batch) {
        return FarmLoad.rows(this, batch);
    }

    void add(Job job) {
        jobs.add(job);
        file(job);
        keys.add(job);
    }

    /** What jobs share. */
    Surroundings surroundings() {
        return surroundings;
    }

    /**
     * Works off what follows from a move of a job at a time, in it and in others, and shows what moved.
     *
     * @param at milliseconds since 1970; 0 when nothing can have ended
     */
    void settle(Job origin, long at) {
        if (unsettled.isEmpty()) {
            moved(origin, at);
            return;
        }
        unsettled.moved(origin);
        unsettled.settle().forEach(job -> moved(job, at));
    }

    private void moved(Job job, long at) {
        if (job.isThere()) {
            job.noteEnd(at);
            files.follow(job);
            touched.job(job);
            stir(job);
        }
    }

    /** Where jobs are in their turns. */
    Turns turns() {
        return turns;
    }

    void remove(Job job) {
        turns.forget(job);
        files.forget(job);
        job.withdraw();
        job.tasks().forEach(Task::forgetDeadlines);
        job.waiting().end();
        jobs.remove(job);
        keys.archived(job);
    }

    void add(Worker worker) {
        OrdersNumber former = formerOrders.remove(worker.name());
        if (former != null) {
            worker.ordered(former);
        }
        workers.put(worker.name(), worker);
        byName.put(worker.name(), worker);
        namesakes.put(worker.name().value(), worker);
    }

    void remove(Worker worker) {
        workers.remove(worker.name());
        byName.remove(worker.name());
        namesakes.remove(worker.name().value(), worker);
        files.forget(worker);
        paths.tests().forget(worker.name());
        formerOrders.put(worker.name(), worker.contact().ordered());
        ordersDue.remove(worker);
    }

    void add(Pool pool) {
        pools.put(pool.name(), pool);
    }

    void add(License license) {
        licenses.put(license.name(), license);
    }
}
