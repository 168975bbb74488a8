package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.view.Counts;
import org.puli.farm.row.TaskRow;

/**
 * A task or a group: what they have in common is that others may wait for them and that they may wait for others. Owned
 * by the loop; readable by it everywhere, written only in this package.
 */
public abstract sealed class Node permits Group, Task {
    private final Job job;
    private final TaskId id;
    private final String name;
    private final @Nullable Group parent;
    private final boolean submittedPaused;
    private List<Dependency> after;
    private final int position;
    private Precedence precedence;
    private final List<Tally> wholes = new ArrayList<>();
    final Tally tally = new Tally();
    private final Door door;
    private boolean paused;
    private boolean inLine;
    private int leaseCount;
    private long usedMilliCost;
    private double startMark;

    Node(NodeSeed seed) {
        this.job = seed.job();
        this.id = seed.id();
        this.name = seed.name();
        this.parent = seed.parent();
        this.submittedPaused = seed.paused();
        this.paused = seed.paused();
        this.after = seed.after();
        this.position = seed.position();
        this.precedence = seed.precedence();
        Door outer = parent == null ? job.door() : parent.door();
        this.door = new Door(job, id, outer::gate, this::gateMoved, () -> List.of(this), tally);
        wholes.add(job.tally());
        wholes.add(job.around().tally());
        for (Group around = parent; around != null; around = around.parent()) {
            wholes.add(around.tally);
        }
    }

    /** The job it belongs to. */
    public Job job() {
        return job;
    }

    /** Its number; tasks and groups of all jobs are numbered together. */
    public TaskId id() {
        return id;
    }

    /** Its name, unique within the job. */
    public String name() {
        return name;
    }

    /** The group around it; null at the top of the job. */
    public @Nullable Group parent() {
        return parent;
    }

    /** Whether it, or a group around it, is held back. */
    public boolean isHeldBack() {
        return paused || (parent != null && parent.isHeldBack());
    }

    /** Whether it is held back itself, by a person or as it was submitted. */
    public boolean isPaused() {
        return paused;
    }

    void pause(boolean to) {
        paused = to;
        reline();
    }

    /** Whether a person holds it back; null when that is as it was submitted. */
    @Nullable
    Boolean pausedSince() {
        return paused == submittedPaused ? null : Boolean.valueOf(paused);
    }

    /** Whether something of it cannot be read from the spec. */
    boolean needsRow() {
        return paused != submittedPaused || door.waits().come() != 0;
    }

    /** Its row. */
    public abstract TaskRow row();

    void restore(TaskRow row) {
        pause(row.paused() == null ? submittedPaused : row.paused());
        door.restore(row.come());
    }

    /** The tasks that it is or has in it, however deep. */
    public abstract List<Task> tasks();

    /** What waits for it directly, in its own job and in others. */
    public List<Node> dependents() {
        return door.end().dependents();
    }

    /** What it waits for, as it was submitted and edited since. */
    public List<Dependency> after() {
        return after;
    }

    /** Takes what an edited spec says of what it waits for; whether these are other times. */
    boolean retime(List<Dependency> now) {
        after = now;
        return door.retime(now);
    }

    /** Its place among its siblings in the document, from 0; tasks stand before groups. */
    public int position() {
        return position;
    }

    /** Where it stands among its siblings, as far as their strategy asks. */
    public Precedence precedence() {
        return precedence;
    }

    /** Takes another place among its siblings; whether it is another. */
    boolean place(Precedence now) {
        boolean isAnother = !now.equals(precedence);
        precedence = now;
        reline();
        return isAnother;
    }

    /** The strategy by which it and its siblings are served. */
    public Strategy strategyAround() {
        return parent == null ? job.spec().strategy() : parent.strategy();
    }

    /** How many attempts hold a worker for it. */
    public int leaseCount() {
        return leaseCount;
    }

    /** What these attempts count in fair play, in thousandths. */
    public long usedMilliCost() {
        return usedMilliCost;
    }

    /** How much it was served among its siblings, in cost per weight; forgotten at a restart. */
    public double startMark() {
        return startMark;
    }

    /** Whether it runs fewer commands at once than it may. */
    public boolean mayRunMore() {
        return precedence.maxWorkers() == 0 || leaseCount < precedence.maxWorkers();
    }

    /** Whether it and every group around it run fewer commands at once than they may. */
    public boolean mayStartMore() {
        return findFull() == null;
    }

    /** The innermost of it and the groups around it that runs as many commands as it may; null when none does. */
    public @Nullable Node findFull() {
        if (!mayRunMore()) {
            return this;
        }
        return parent == null ? null : parent.findFull();
    }

    void use(long milliCost, int leases) {
        for (Node node = this; node != null; node = node.parent) {
            node.usedMilliCost += milliCost;
            node.leaseCount += leases;
            node.reline();
        }
    }

    /** Tells whoever is around it whether something of it could start if there were room. */
    final void reline() {
        boolean now = !paused && mayRunMore() && hasReady();
        if (now != inLine) {
            inLine = now;
            if (parent == null) {
                job.waiting().lined(now);
            } else {
                parent.lined(now);
            }
        }
    }

    /** Whether something of it could start if it were neither paused nor at its maximum. */
    abstract boolean hasReady();

    /** Start-time fair queueing among siblings, as among jobs: it moves on by what a command costs. */
    void serve(double cost) {
        for (Node node = this; node != null; node = node.parent) {
            double served = node.parent == null ? node.job.treeServed() : node.parent.served();
            double from = Math.max(node.startMark, node.leaseCount == 1 ? served : 0);
            double weight = node.strategyAround() == Strategy.WEIGHTED ? node.precedence.weight() : 1;
            node.startMark = from + cost / weight;
            if (node.parent == null) {
                node.job.treeServed(from);
            } else {
                node.parent.served(from);
            }
        }
    }

    /** How many of its commands stand where. */
    public Counts counts() {
        return tally.counts();
    }

    /** Names of the groups around it, outermost first. */
    public List<String> path() {
        List<String> path = new ArrayList<>();
        for (Group around = parent; around != null; around = around.parent()) {
            path.addFirst(around.name());
        }
        return path;
    }

    Gate gate() {
        return door.gate();
    }

    List<Tally> wholes() {
        return wholes;
    }

    Door door() {
        return door;
    }

    /** What it waits for itself and has not come, or came otherwise; what the groups around it wait for aside. */
    public List<Dependency> missing() {
        return door.waits().missing();
    }

    /** What follows from another gate. */
    abstract void gateMoved();
}
