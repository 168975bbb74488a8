package org.puli.api.client;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.json.JobReader.Format;
import org.puli.api.json.Json;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.AuditView;
import org.puli.api.view.BlockView;
import org.puli.api.view.CommandView;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.Page;
import org.puli.api.view.PoolView;
import org.puli.api.view.UsageView;
import org.puli.api.view.WhyView;
import org.puli.api.view.WorkerView;
import tools.jackson.core.type.TypeReference;

/**
 * A farm, as a program sees it. Every method waits for the answer on the caller's thread and throws {@link FarmRefusal}
 * when the dispatcher says no, {@link FarmUnreachable} when none answers. Safe on every thread.
 */
public final class FarmClient implements AutoCloseable {
    private static final Duration BUSY_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LIVE_PATIENCE = Duration.ofMinutes(2);
    private static final int CREATED = 201;

    private final HttpCalls calls;

    /** A client that waits about ten seconds for a busy dispatcher. */
    public FarmClient(FarmAddress farm) {
        this(farm, BUSY_PATIENCE);
    }

    /** A client that waits so long for a busy dispatcher. */
    public FarmClient(FarmAddress farm, Duration patience) {
        this.calls = new HttpCalls(farm, patience);
    }

    /** The address of the dispatcher that answered last; the first of the farm's before any did. */
    public URI server() {
        return calls.server();
    }

    /**
     * Submits a job. With the same key it may be called again after a lost answer: there will be one job.
     *
     * @param key 1 to 100 printable ASCII characters, drawn anew for each job
     */
    public Submission submit(String document, Format format, String key) {
        return submit(document, format, key, null);
    }

    /** Submits a job of which the audit shall say of which other one it is a copy; null for of none. */
    public Submission submit(String document, Format format, String key, @Nullable JobId copyOf) {
        HttpCalls.Good answer = calls.send(Call.submit(document, format, key, copyOf));
        return new Submission(read(answer, text -> Json.read(text, JobView.class)), answer.status() == CREATED);
    }

    /** A part of the list of jobs, the newest first, without their tasks. */
    public Page<JobView> jobs(JobQuery query) {
        Call call = query.times()
                .on(Call.read(Paths.JOBS))
                .with("status", query.status())
                .with("owner", query.owner())
                .with("name", query.name())
                .with("pool", query.pool())
                .with("tag", query.tag());
        return page(call, query.offset(), query.limit(), new TypeReference<>() {});
    }

    /** A job with its tasks. */
    public JobView job(JobId job) {
        return one(Call.read(Paths.of(job)), JobView.class);
    }

    /** Why nothing more of a job starts. */
    public WhyView why(JobId job) {
        return one(Call.read(Paths.of(job) + "/why"), WhyView.class);
    }

    /** Why a command does not start, or what became of it. */
    public WhyView why(CommandId command) {
        return one(Call.read("/api/v1/commands/" + command + "/why"), WhyView.class);
    }

    /** What a worker does, and why it does not get what waits. */
    public WhyView why(WorkerName worker) {
        return one(Call.read(Paths.of(worker) + "/why"), WhyView.class);
    }

    /** What was asked for. */
    public JobSpec spec(JobId job) {
        return one(Call.read(Paths.of(job) + "/spec"), JobSpec.class);
    }

    /** Keeps a job from starting anything new. */
    public JobView pause(JobId job) {
        return shown(JobAct.pause(PauseQuery.ALL), job);
    }

    /** Lets a paused job go on. */
    public JobView resume(JobId job) {
        return shown(JobAct.resume(PauseQuery.ALL), job);
    }

    /** Ends a job and everything of it that runs. */
    public JobView cancel(JobId job) {
        return shown(JobAct.steer(WorkVerb.CANCEL, WorkQuery.ALL), job);
    }

    /** Runs failed and canceled commands again, or all that have ended. */
    public JobView retry(JobId job, boolean all) {
        return shown(JobAct.retry(WorkQuery.ALL, all), job);
    }

    /** Changes a job by a JSON merge patch on its document. */
    public JobView edit(JobId job, String patch) {
        return shown(JobAct.edit(patch), job);
    }

    /** Deletes a job of which nothing is on a worker; for a while it can be brought back. */
    public void delete(JobId job) {
        act(JobAct.delete(), job);
    }

    private JobView shown(JobAct act, JobId job) {
        return one(act.on(Paths.of(job)), JobView.class);
    }

    /** Does something to one job; null where nothing is left to show. */
    public @Nullable JobView act(JobAct act, JobId job) {
        return read(calls.send(act.on(Paths.of(job))), text -> text.isEmpty() ? null : Json.read(text, JobView.class));
    }

    /** Does the same to all jobs that a filter means, at most {@link JobResults#MAXIMUM}, by one request. */
    public JobResults act(JobAct act, JobFilter filter) {
        return one(filter.on(act.on(Paths.JOBS)), JobResults.class);
    }

    /** Keeps a command from starting; what it runs {@code goes-on}, which null means, or see {@link PauseQuery}. */
    public CommandView pause(CommandId command, @Nullable String running) {
        Call call = Call.act("POST", "/api/v1/commands/" + command + "/pause", "");
        return one(call.with("running", running), CommandView.class);
    }

    /** Does something to one command; with {@code cascade} also to the tasks that wait for its task. */
    public CommandView steer(WorkVerb verb, CommandId command, boolean cascade) {
        Call call = Call.act("POST", "/api/v1/commands/" + command + "/" + verb.word(), "");
        return one(call.with("cascade", cascade ? "true" : null), CommandView.class);
    }

    /** A part of what people changed, the newest first. */
    public Page<AuditView> audit(AuditQuery query) {
        return page(query.call(), query.offset(), query.limit(), new TypeReference<>() {});
    }

    /** A part of what was used: by time, and what used most first. */
    public Page<UsageView> usage(UsageQuery query, long offset, int limit) {
        return page(query.call(), offset, limit, new TypeReference<>() {});
    }

    /** Changes a task or group by a JSON merge patch on its part of the job's document; answers its job. */
    public JobView edit(TaskId task, String patch) {
        return one(Call.act("PATCH", "/api/v1/tasks/" + task, patch), JobView.class);
    }

    /** A part of a job's commands, in order. */
    public Page<CommandView> commands(JobId job, CommandQuery query) {
        Call call = Call.read(Paths.of(job) + "/commands")
                .with("status", query.status())
                .with("task", query.task());
        return page(call, query.offset(), query.limit(), new TypeReference<>() {});
    }

    /** A part of the list of workers that get nothing of a job's tasks any more. */
    public Page<BlockView> blocklist(JobId job, long offset, int limit) {
        return page(Call.read(Paths.blocklist(job)), offset, limit, new TypeReference<>() {});
    }

    /** Gives a worker nothing of a job any more, or nothing of the task that is named; the list as it is then. */
    public Page<BlockView> block(JobId job, WorkerName worker, @Nullable String task, @Nullable String reason) {
        Map<String, String> body = new TreeMap<>();
        body.put("worker", worker.value());
        body.computeIfAbsent("task", key -> task);
        body.computeIfAbsent("reason", key -> reason);
        return read(calls.send(Call.act("PUT", Paths.blocklist(job), Json.write(body))), FarmClient::blocks);
    }

    /** Gives workers work of a job again: one or all, of one task or all; the list as it is then. */
    public Page<BlockView> clearBlocklist(JobId job, @Nullable WorkerName worker, @Nullable String task) {
        Call call = Call.act("DELETE", Paths.blocklist(job), "")
                .with("worker", worker)
                .with("task", task);
        return read(calls.send(call), FarmClient::blocks);
    }

    private static Page<BlockView> blocks(String text) {
        return Json.read(text, new TypeReference<Page<BlockView>>() {});
    }

    /** One command. */
    public CommandView command(CommandId command) {
        return one(Call.read("/api/v1/commands/" + command), CommandView.class);
    }

    /** What became of a command's tries, and what they wrote. */
    public AttemptCalls attempts(CommandId command) {
        return new AttemptCalls(calls, command);
    }

    /** A part of the list of workers, by name. */
    public Page<WorkerView> workers(WorkerQuery query) {
        Call call = Call.read(Paths.WORKERS).with("status", query.status()).with("pool", query.pool());
        return page(call, query.offset(), query.limit(), new TypeReference<>() {});
    }

    /** One worker. */
    public WorkerView worker(WorkerName worker) {
        return one(Call.read(Paths.of(worker)), WorkerView.class);
    }

    /** Keeps a worker from new work; what it runs goes on. */
    public WorkerView pause(WorkerName worker, @Nullable String reason) {
        return pause(worker, reason, null);
    }

    /** Keeps a worker from new work; what it runs {@code goes-on}, which null means, or see {@link PauseQuery}. */
    public WorkerView pause(WorkerName worker, @Nullable String reason, @Nullable String running) {
        Call call = Call.act("POST", Paths.of(worker) + "/pause", reason(reason));
        return one(call.with("running", running), WorkerView.class);
    }

    /** Keeps a worker from new work until it is resumed; it is shown when it is empty. */
    public WorkerView drain(WorkerName worker, @Nullable String reason) {
        return one(Call.act("POST", Paths.of(worker) + "/drain", reason(reason)), WorkerView.class);
    }

    /** Keeps a worker with which something is wrong from work until it is released. */
    public WorkerView quarantine(WorkerName worker, String reason) {
        return one(Call.act("POST", Paths.of(worker) + "/quarantine", reason(reason)), WorkerView.class);
    }

    /** Lets a worker out of quarantine. */
    public WorkerView release(WorkerName worker) {
        return one(Call.act("POST", Paths.of(worker) + "/release", ""), WorkerView.class);
    }

    /** Wakes the machine of a worker, or puts it to sleep: the verb is {@code wake} or {@code sleep}. */
    public WorkerView power(WorkerName worker, String verb) {
        return one(Call.act("POST", Paths.of(worker) + "/" + verb, ""), WorkerView.class);
    }

    /** Changes a worker by a JSON merge patch of {@code cores}, {@code memory} and {@code tags}. */
    public WorkerView edit(WorkerName worker, String patch) {
        return one(Call.act("PATCH", Paths.of(worker), patch), WorkerView.class);
    }

    /** Forgets a worker that is lost and holds nothing. */
    public void delete(WorkerName worker) {
        read(calls.send(Call.act("DELETE", Paths.of(worker), "")), text -> text);
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : Json.write(Map.of("reason", reason));
    }

    /** Lets a paused worker take work again. */
    public WorkerView resume(WorkerName worker) {
        return one(Call.act("POST", Paths.of(worker) + "/resume", ""), WorkerView.class);
    }

    /** A part of the list of pools, by name. */
    public Page<PoolView> pools(long offset, int limit) {
        return page(Call.read("/api/v1/pools"), offset, limit, new TypeReference<>() {});
    }

    /** One pool. */
    public PoolView pool(PoolName pool) {
        return one(Call.read(Paths.of(pool)), PoolView.class);
    }

    /** Makes a pool. */
    public PoolView createPool(PoolSpec pool) {
        return one(Call.act("POST", "/api/v1/pools", Json.write(pool)), PoolView.class);
    }

    /** Divides a pool anew. */
    public PoolView editPool(PoolSpec pool) {
        return one(Call.act("PUT", Paths.of(pool.name()), Json.write(pool)), PoolView.class);
    }

    /** Removes a pool that no job names. */
    public void deletePool(PoolName pool) {
        read(calls.send(Call.act("DELETE", Paths.of(pool), "")), text -> text);
    }

    /** Puts workers into a pool and takes others out. */
    public PoolView moveWorkers(PoolName pool, List<WorkerName> add, List<WorkerName> remove) {
        String body = Json.write(Map.of("add", add, "remove", remove));
        return one(Call.act("POST", Paths.of(pool) + "/workers", body), PoolView.class);
    }

    /** Makes or changes a share of a pool. */
    public PoolView setShare(PoolName pool, ShareSpec share) {
        return one(Call.act("PUT", Paths.of(pool, share.name()), Json.write(share)), PoolView.class);
    }

    /** Removes a share of a pool. */
    public PoolView deleteShare(PoolName pool, String share) {
        return one(Call.act("DELETE", Paths.of(pool, share), ""), PoolView.class);
    }

    /** A part of the list of licenses, by name. */
    public Page<LicenseView> licenses(long offset, int limit) {
        return page(Call.read("/api/v1/licenses"), offset, limit, new TypeReference<>() {});
    }

    /** Makes a license or changes how many seats it has, from 0, counted as before. */
    public LicenseView setLicense(LicenseName name, int count) {
        return setLicense(new LicenseSpec(name, count));
    }

    /** Makes a license or changes how many seats it has and by what they are counted. */
    public LicenseView setLicense(LicenseSpec license) {
        Map<String, Object> body = license.per() == null
                ? Map.of("count", license.count())
                : Map.of("count", license.count(), "per", license.per());
        return one(Call.act("PUT", Paths.of(license.name()), Json.write(body)), LicenseView.class);
    }

    /** Tells how many seats of a license are in use outside the farm, and for how many seconds that counts. */
    public LicenseView reportLicense(LicenseName name, int used, long seconds) {
        String body = Json.write(Map.of("used", used, "seconds", seconds));
        return one(Call.act("PUT", Paths.of(name) + "/outside", body), LicenseView.class);
    }

    /** Path rules. */
    public PathCalls paths() {
        return new PathCalls(this);
    }

    /** The farm in one answer. */
    public FarmSummary farm() {
        return one(Call.read("/api/v1/farm"), FarmSummary.class);
    }

    /** Makes the dispatcher read its settings anew. */
    public void reload() {
        read(calls.send(Call.act("POST", "/api/v1/farm/reload", "")), text -> text);
    }

    /**
     * Follows jobs on the caller's thread until the watch has had enough: first their present views, then each newer
     * one. A lost connection is made again for up to two minutes; the watch then gets the newest views.
     */
    public void follow(Collection<JobId> jobs, JobWatch watch) {
        new LiveReader(calls, LIVE_PATIENCE, jobs, watch).run();
    }

    <T> T ask(Call call, Function<String, T> reader) {
        return read(calls.send(call), reader);
    }

    private <T> T one(Call call, Class<T> type) {
        return read(calls.send(call), text -> Json.read(text, type));
    }

    private <T> Page<T> page(Call call, long offset, int limit, TypeReference<Page<T>> type) {
        return ask(call.with("offset", offset).with("limit", limit), text -> Json.read(text, type));
    }

    static <T> T read(HttpCalls.Good answer, Function<String, T> reader) {
        return answer.read(reader);
    }

    /** Ends every open stream. */
    @Override
    public void close() {
        calls.close();
    }
}
