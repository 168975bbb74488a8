package org.puli.farm.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Group;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Shape;
import org.puli.farm.Task;

/**
 * What one job has to start that is of one shape: its ready tasks, and the groups around them, in the order in which
 * they are served. Nodes that already run as many commands as they may stand outside.
 */
final class Claim extends Heap.Member {
    private final Work work;
    private final Job job;
    private final Lane lane;
    private final Shape shape;
    /** The children in line of the job itself. */
    private final SortedSet<Turn> outermost = new TreeSet<>();
    /** The same of each group. */
    private final Map<Group, SortedSet<Turn>> lines = new HashMap<>();

    private final Map<Node, Turn> turns = new HashMap<>();
    /** The turn that was taken last: nearly always the one that is asked for next. */
    private @Nullable Turn last;
    /** Who is served first; null while it has to be looked for. */
    private @Nullable Task first;

    private Rank rank;
    private int filedCount;

    /** {@code shape} is that of the lane's site, as the first of the job's tasks gave it. */
    Claim(Work work, Lane lane, Shape shape) {
        this.shape = shape;
        this.work = work;
        this.job = work.job();
        this.lane = lane;
        this.rank = Rank.of(job);
    }

    /** All claims of its job. */
    Work work() {
        return work;
    }

    Job job() {
        return job;
    }

    Lane lane() {
        return lane;
    }

    Rank rank() {
        return rank;
    }

    @Override
    void writeRank(long[] into) {
        rank.write(into, 0);
    }

    /** Takes note that so many more ready tasks are filed under it, in line or not. */
    void file(int count) {
        filedCount += count;
    }

    boolean isFiled() {
        return filedCount > 0;
    }

    boolean isEmpty() {
        return outermost.isEmpty();
    }

    /** Takes a task in or out, and the groups around it with it. */
    void note(Task task, boolean isReady) {
        boolean isIn = isReady;
        for (Node node = task; node != null; node = node.parent()) {
            place(node, isIn && node.mayRunMore());
            Group around = node.parent();
            isIn = around != null && !line(around).isEmpty();
        }
    }

    private void place(Node node, boolean isIn) {
        Turn before = last != null && last.node() == node ? last : turns.get(node);
        Turn now = isIn ? Turn.of(node) : null;
        if (before == null ? now == null : now != null && before.compareTo(now) == 0) {
            return;
        }
        last = now;
        if (before != null) {
            line(node.parent()).remove(before);
            turns.remove(node);
        }
        if (now != null) {
            line(node.parent()).add(now);
            turns.put(node, now);
        }
        // Whoever is alone is first, and the line needs not be looked at for that, which would be a look into memory.
        first = node.parent() == null && now != null && outermost.size() == 1 && node instanceof Task task
                ? task
                : null;
    }

    private SortedSet<Turn> line(@Nullable Group group) {
        return group == null ? outermost : lines.computeIfAbsent(group, g -> new TreeSet<>());
    }

    /** Takes its job's present rank and its present right to stand in line. */
    void rerank(boolean mayStart) {
        Rank now = rank.renewed(job);
        boolean stands = mayStart && !isEmpty();
        if (now.compareTo(rank) == 0 && stands == lane.holds(this)) {
            return;
        }
        rank = now;
        if (stands) {
            lane.put(this);
        } else {
            lane.remove(this);
        }
    }

    /** Whether a task stands in line here. */
    boolean holds(Task task) {
        return turns.containsKey(task);
    }

    /** The task that is served first. */
    Task first() {
        if (first == null) {
            first = descend(List.of(this)).task();
        }
        return first;
    }

    /** A task and the claim in which it stands. */
    record Pick(Claim claim, Task task) {}

    /** Whoever is served first among claims of one job, none of them empty. */
    static Pick descend(List<Claim> claims) {
        Group around = null;
        while (true) {
            Claim best = claims.getFirst();
            Turn least = null;
            for (Claim claim : claims) {
                SortedSet<Turn> line = claim.line(around);
                if (!line.isEmpty() && (least == null || isBefore(claim, line.first(), best, least))) {
                    least = line.first();
                    best = claim;
                }
            }
            switch (least == null ? null : least.node()) {
                case Task task -> {
                    return new Pick(best, task);
                }
                case Group group -> {
                    around = group;
                    claims = claims.size() == 1 ? claims : with(claims, group);
                }
                case null -> throw new IllegalStateException("a group in line has somebody in line");
            }
        }
    }

    /** Commands of one task that avoid other workers stand in several claims: the first of them goes first. */
    private static boolean isBefore(Claim claim, Turn turn, Claim best, Turn least) {
        int byTurn = turn.compareTo(least);
        if (byTurn == 0 && turn.node() instanceof Task task) {
            return task.nextIndex(claim.shape()) < task.nextIndex(best.shape());
        }
        return byTurn < 0;
    }

    Shape shape() {
        return shape;
    }

    private static List<Claim> with(List<Claim> claims, Group group) {
        return claims.stream().filter(claim -> claim.turns.containsKey(group)).toList();
    }

    /** Which of two claims of one job is served first; 0 for the very same. */
    int compareWithin(Claim other) {
        return this == other ? 0 : descend(List.of(this, other)).claim() == this ? -1 : 1;
    }
}
