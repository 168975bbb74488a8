package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Need;
import org.puli.api.spec.StopRule;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.farm.row.JobRow;

/** One submission. Owned by the loop. */
public final class Job {
    private final JobSeed seed;
    private JobSpec spec;
    private final Surroundings around;
    private final Tally tally = new Tally();
    private final Door door;
    private final JobNodes nodes;

    /** Written by the index of jobs alone. */
    boolean there;

    private boolean paused;
    private @Nullable String pauseReason;
    private final EndCount ends = new EndCount();
    private @Nullable Share share;
    private final Waiting waiting = new Waiting(this);
    private double treeServed;
    private int leaseCount;
    private long usedMilliCost;
    private double startMark;
    private long weighed;
    private long startedAt;
    private long endedAt;

    Job(JobSeed seed, Surroundings around) {
        this.seed = seed;
        this.spec = seed.spec();
        this.nodes = new JobNodes(seed.firstTask());
        this.around = around;
        this.door = new Door(this, null, () -> Gate.OPEN, this::gateMoved, nodes::top, tally);
        this.paused = seed.spec().paused();
        JobTree.grow(this, seed, around.jobs());
        around.unsettled().add(door);
        groups().forEach(group -> around.unsettled().add(group.door()));
        tasks().forEach(Task::refresh);
        tasks().forEach(task -> around.unsettled().add(task.door()));
        around.unsettled().settle();
    }

    /** Its number. */
    public JobId id() {
        return seed.id();
    }

    /** Whether it is one of the farm's jobs: neither being made nor gone. */
    public boolean isThere() {
        return there;
    }

    /** As it was submitted and edited since. */
    public JobSpec spec() {
        return spec;
    }

    /** Takes an edited spec with the same tasks and groups; what follows. */
    TreeEdit.Result edit(JobSpec now) {
        JobSpec before = spec;
        boolean hadRule = stopRule() != null;
        spec = now;
        if (!hadRule && stopRule() != null) {
            ends.begin(tally.count(Status.DONE));
        }
        return TreeEdit.edit(this, before, now);
    }

    /** Who submitted it. */
    public String user() {
        return seed.user();
    }

    /** The client's key against double submission; null when it gave none. */
    public @Nullable String submissionKey() {
        return seed.submissionKey();
    }

    /** The pool whose workers run it. */
    public PoolName pool() {
        return spec.pool();
    }

    /** The share of its pool that it belongs to. */
    public Share share() {
        return requireNonNull(share, "a job of the farm belongs to a share");
    }

    /** 0 to 100, higher first. */
    public int priority() {
        return spec.priority();
    }

    /** Its priority and what waiting lifts it by: more than anybody may ask for, when it waits for long. */
    public int effectivePriority() {
        return spec.priority() + waiting.points();
    }

    /** How long it has had work and got no start. */
    public Waiting waiting() {
        return waiting;
    }

    /** Its part where jobs of one priority compete, more than 0. */
    public double weight() {
        return spec.weight();
    }

    /** The most commands that run at once. */
    public int maxWorkers() {
        return spec.maxWorkers() == 0 ? Integer.MAX_VALUE : spec.maxWorkers();
    }

    /** Whether a person holds it back. */
    public boolean isPaused() {
        return paused;
    }

    /** Why it is paused though no person said so; null otherwise. */
    public @Nullable String pauseReason() {
        return pauseReason;
    }

    /** When it is held back because too much fails; null for never. */
    public @Nullable StopRule stopRule() {
        FailurePolicy policy = spec.settings().failurePolicy();
        return policy == null ? null : policy.stop();
    }

    /** Commands that failed since it was submitted, or since a person last let it go on or retried it. */
    public long failedSince() {
        return ends.failed();
    }

    /** Commands that ended since then, as far as anything rests on that: 0 without a stop rule. */
    public long endedSince() {
        return ends.ended();
    }

    /** Its tasks, in the order of the document. */
    public List<Task> tasks() {
        return nodes.tasks();
    }

    /** Its groups, outer ones before inner ones. */
    public List<Group> groups() {
        return nodes.groups();
    }

    /** How many of its commands stand where. */
    public Counts counts() {
        return tally.counts();
    }

    /** Whether nothing runs and nothing will start by itself: what waits for other jobs or for times goes on. */
    public boolean isOver() {
        return tally.isOver() && (tally.count(Status.BLOCKED) == 0 || !nodes.mayGoOn(door));
    }

    /** How many attempts hold a worker for it. */
    public int leaseCount() {
        return leaseCount;
    }

    /** What these attempts count in fair play, in thousandths; see {@link Need#milliCost}. */
    public long usedMilliCost() {
        return usedMilliCost;
    }

    /** How much it was served, in cost per weight. */
    public double startMark() {
        return startMark;
    }

    /** When its first command started, milliseconds since 1970; 0 before. */
    public long startedAt() {
        return startedAt;
    }

    /** When its last command ended, milliseconds since 1970; 0 while work is left. */
    public long endedAt() {
        return endedAt;
    }

    /** When it was submitted, milliseconds since 1970. */
    public long submittedAt() {
        return seed.submittedAt();
    }

    /** The task that a command belongs to; null when it is not of this job. */
    public @Nullable Task findTask(CommandId command) {
        return nodes.find(command);
    }

    /** One of its tasks; null when it has none with this number. */
    public @Nullable Task findTask(TaskId task) {
        return nodes.find(task) instanceof Task own ? own : null;
    }

    Tally tally() {
        return tally;
    }

    Surroundings around() {
        return around;
    }

    /** Belongs to another share from now on, with all that it holds. */
    void share(Share now) {
        if (share != null) {
            use(share, -usedMilliCost, -leaseCount);
        }
        share = now;
        use(now, usedMilliCost, leaseCount);
    }

    private void use(Share of, long milliCost, int leases) {
        of.use(milliCost, leases);
        around.stirred().share(of);
    }

    /** It goes: its commands leave the farm's counts, and it waits for nobody, and nobody for it. */
    void withdraw() {
        door.leave();
        nodes().forEach(node -> node.door().leave());
        tasks().forEach(task -> task.pairing().leave());
        tally.become(new Tally(), List.of(around.tally()));
    }

    JobSeed seed() {
        return seed;
    }

    /** Its tasks and groups, in the order of their numbers. */
    public List<Node> nodes() {
        return nodes.all();
    }

    /** A task or group of it; null when there is none with this number. */
    public @Nullable Node findNode(TaskId node) {
        return nodes.find(node);
    }

    /** A task or group of it; null when there is none of this name. */
    public @Nullable Node findNode(String name) {
        return nodes.find(name);
    }

    void add(Task task) {
        nodes.add(task);
    }

    void add(Group group) {
        nodes.add(group);
    }

    /** Who has to look anew at what they wait for. */
    Unsettled unsettled() {
        return around.unsettled();
    }

    Door door() {
        return door;
    }

    /** What it waits for as a whole and has not come, or came otherwise. */
    public List<Dependency> missing() {
        return door.waits().missing();
    }

    /** The tasks and groups of other jobs that wait for it as a whole. */
    public List<Node> dependents() {
        return door.end().dependents();
    }

    /** Another job that waits for this one or a part of it, and for which that has not come; null for none. */
    public @Nullable JobId findKept() {
        JobId kept = door.findKept();
        return kept == null ? nodes.findKept() : kept;
    }

    private void gateMoved() {
        nodes.top().forEach(node -> around.unsettled().add(node.door()));
    }

    /** A time or file has come that it waits for, or one of its tasks and groups. */
    void come(@Nullable TaskId node, int place) {
        Node found = node == null ? null : nodes.find(node);
        (found == null ? door : found.door()).come(place);
    }

    void stir(Task task) {
        around.stirred().task(task);
    }

    void pause(boolean to) {
        paused = to;
        pauseReason = null;
        if (!to) {
            forgive();
        }
    }

    void stop(String why) {
        paused = true;
        pauseReason = why;
    }

    /** Whatever failed so far does not stop it any more. */
    void forgive() {
        ends.forgive();
    }

    void countEnd(boolean isFailure) {
        ends.count(isFailure, stopRule() != null);
    }

    Deadlines deadlines() {
        return around.deadlines();
    }

    void take(Need held) {
        leaseCount++;
        usedMilliCost += held.milliCost();
        use(share(), held.milliCost(), 1);
    }

    void release(Need held) {
        leaseCount--;
        usedMilliCost -= held.milliCost();
        use(share(), -held.milliCost(), -1);
    }

    /** What of its weight counts now among all that compete, in millionths. */
    long weighed() {
        return weighed;
    }

    void weighed(long micros) {
        weighed = micros;
    }

    void serve(double mark) {
        startMark = mark;
    }

    /** The greatest start mark that was served among its own tasks and groups. */
    double treeServed() {
        return treeServed;
    }

    void treeServed(double mark) {
        treeServed = Math.max(treeServed, mark);
    }

    void started(long at) {
        startedAt = startedAt == 0 ? at : startedAt;
    }

    /** Notes the end, or that it is not over any more. */
    void noteEnd(long at) {
        if (!isOver()) {
            endedAt = 0;
        } else if (endedAt == 0) {
            endedAt = at;
        }
    }

    void restore(JobRow row) {
        paused = row.paused();
        pauseReason = row.pauseReason();
        ends.restore(row);
        startMark = row.startMark();
        startedAt = row.startedAt();
        endedAt = row.endedAt();
        door.restore(row.come());
    }

    /** Its row. */
    public JobRow row() {
        return JobRows.row(this);
    }
}
