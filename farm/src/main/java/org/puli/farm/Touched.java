package org.puli.farm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.MarkRow;
import org.puli.farm.row.PathRow;
import org.puli.farm.row.RowBatch;

/**
 * What a batch will be made of: every entity touched since the last batch was closed. A touch ends in a row, in a view,
 * or in both. Owned by the loop.
 */
public final class Touched {
    private final Set<Job> jobs = new LinkedHashSet<>();
    private final Set<Node> tasks = new LinkedHashSet<>();
    private final Set<Command> commands = new LinkedHashSet<>();
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final Set<Pool> pools = new LinkedHashSet<>();
    private final Set<License> licenses = new LinkedHashSet<>();
    private final List<JobSpecRow> specs = new ArrayList<>();
    private final List<AttemptRow> attempts = new ArrayList<>();
    private final Usage usage = new Usage();
    private final List<AuditRow> audit = new ArrayList<>();
    private final List<JobId> deleted = new ArrayList<>();
    private final Set<WorkerName> deletedWorkers = new LinkedHashSet<>();
    private final Set<Job> shownJobs = new LinkedHashSet<>();
    private final Set<Worker> shownWorkers = new LinkedHashSet<>();
    private final Set<Pool> shownPools = new LinkedHashSet<>();
    private final Set<License> shownLicenses = new LinkedHashSet<>();
    private final Set<Blocklist.Entry> blocks = new LinkedHashSet<>();
    private final List<PoolName> deletedPools = new ArrayList<>();
    private final TreeMap<String, PathRow> paths = new TreeMap<>();
    private final List<ArchivedRow> archived = new ArrayList<>();
    private final TreeMap<Long, MarkRow> marks = new TreeMap<>();
    private final HandedRows handed;
    private boolean farm;

    Touched(HandedRows handed) {
        this.handed = handed;
    }

    void farm() {
        farm = true;
    }

    void job(Job job) {
        jobs.add(job);
        shownJobs.add(job);
    }

    /** Stores something of a job that is not shown. */
    void row(Job job) {
        jobs.add(job);
    }

    void submitted(Job job) {
        job(job);
        specs.add(JobRows.specRow(job));
    }

    void edited(Job job) {
        specs.removeIf(spec -> spec.jobId() == job.id().value());
        submitted(job);
    }

    /** A job leaves memory; what was touched of its tasks and commands is written yet, for the history shows it. */
    void archived(Job job, ArchivedRow row) {
        jobs.remove(job);
        handed.forget(job);
        shownJobs.remove(job);
        blocks.removeIf(entry -> entry.row().jobId() == job.id().value());
        deleted.add(job.id());
        archived.add(row);
    }

    void marked(MarkRow row) {
        marks.put(row.jobId(), row);
    }

    void node(Node node) {
        tasks.add(node);
    }

    void command(Command command) {
        commands.add(command);
    }

    /** An attempt of a job is over, as the farm learned at a time. */
    void attempt(Job job, AttemptRow row, long at) {
        attempts.add(row);
        usage.add(job.spec(), row, at);
    }

    void block(Blocklist.Entry entry) {
        blocks.add(entry);
    }

    void audit(AuditRow row) {
        audit.add(row);
    }

    /** One that was gone and is back within a batch loses its old rows all the same: gone ones are deleted first. */
    void worker(Worker worker) {
        workers.add(worker);
        shown(worker);
    }

    void deleted(Worker worker) {
        blocks.removeIf(entry -> entry.row().worker().equals(worker.name().value()));
        workers.remove(worker);
        shownWorkers.remove(worker);
        deletedWorkers.add(worker.name());
    }

    void pool(Pool pool) {
        deletedPools.remove(pool.name());
        pools.add(pool);
        shownPools.add(pool);
    }

    void deleted(Pool pool) {
        pools.remove(pool);
        shownPools.remove(pool);
        deletedPools.add(pool.name());
    }

    void license(License license) {
        licenses.add(license);
        shownLicenses.add(license);
    }

    void path(PathRow row) {
        paths.put(row.name(), row);
    }

    /** Shows a job anew though nothing of it is stored. */
    public void shown(Job job) {
        shownJobs.add(job);
    }

    void shown(Worker worker) {
        shownWorkers.add(worker);
        shownPools.addAll(worker.pools());
    }

    /** Shows when a worker was last heard; nothing else of it changed. */
    void heard(Worker worker) {
        shownWorkers.add(worker);
    }

    void shown(Pool pool) {
        shownPools.add(pool);
    }

    void shown(License license) {
        shownLicenses.add(license);
    }

    /** Whether something has to be stored. */
    public boolean hasRows() {
        return farm
                || !(paths.isEmpty() && marks.isEmpty())
                || !(jobs.isEmpty() && tasks.isEmpty() && commands.isEmpty() && workers.isEmpty())
                || !(pools.isEmpty() && licenses.isEmpty() && attempts.isEmpty() && deleted.isEmpty())
                || !(audit.isEmpty() && deletedWorkers.isEmpty() && deletedPools.isEmpty() && blocks.isEmpty());
    }

    /** Whether something has to be shown. */
    public boolean hasViews() {
        return !(shownJobs.isEmpty() && shownWorkers.isEmpty() && shownPools.isEmpty())
                || !(shownLicenses.isEmpty() && deleted.isEmpty())
                || !(deletedWorkers.isEmpty() && deletedPools.isEmpty());
    }

    /** Jobs to show. */
    public Collection<Job> shownJobs() {
        return shownJobs;
    }

    /** Workers to show. */
    public Collection<Worker> shownWorkers() {
        return shownWorkers;
    }

    /** Pools to show. */
    public Collection<Pool> shownPools() {
        return shownPools;
    }

    /** Licenses to show. */
    public Collection<License> shownLicenses() {
        return shownLicenses;
    }

    /** Jobs that are gone. */
    public List<JobId> deleted() {
        return deleted;
    }

    /** Workers that are gone. */
    public List<WorkerName> deletedWorkers() {
        return List.copyOf(deletedWorkers);
    }

    /** Pools that are gone. */
    public List<PoolName> deletedPools() {
        return deletedPools;
    }

    /** The rows of everything touched, as things stand now; to be asked once, when they are handed over. */
    public RowBatch rows(FarmRow farmRow) {
        return new RowBatch(
                farmRow,
                List.copyOf(specs),
                handed.news(jobs),
                tasks.stream().map(Node::row).toList(),
                commands.stream().map(Command::row).toList(),
                List.copyOf(attempts),
                List.copyOf(audit),
                workers.stream().map(Worker::row).toList(),
                pools.stream().map(Pool::row).toList(),
                licenses.stream().map(License::row).toList(),
                blocks.stream().map(Blocklist.Entry::row).toList(),
                deleted.stream().map(JobId::value).toList(),
                deletedWorkers.stream().map(WorkerName::value).toList(),
                deletedPools.stream().map(PoolName::value).toList(),
                List.copyOf(paths.values()),
                List.copyOf(archived),
                List.copyOf(marks.values()),
                List.copyOf(usage.rows()));
    }
}
