package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;

/** The tasks and groups of one job. Owned by the loop. */
final class JobNodes {
    private final long firstNumber;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    /** Tasks and groups in the order of their numbers. */
    private final List<Node> all = new ArrayList<>();

    JobNodes(long firstNumber) {
        this.firstNumber = firstNumber;
    }

    void add(Task task) {
        tasks.add(task);
        all.add(task);
    }

    void add(Group group) {
        groups.add(group);
        all.add(group);
    }

    List<Task> tasks() {
        return Collections.unmodifiableList(tasks);
    }

    List<Group> groups() {
        return Collections.unmodifiableList(groups);
    }

    List<Node> all() {
        return Collections.unmodifiableList(all);
    }

    /** Those that are in no group. */
    List<Node> top() {
        return all.stream().filter(node -> node.parent() == null).toList();
    }

    @Nullable
    Node find(TaskId number) {
        long place = number.value() - firstNumber;
        return place < 0 || place >= all.size() ? null : all.get((int) place);
    }

    @Nullable
    Node find(String name) {
        for (Node node : all) {
            if (node.name().equals(name)) {
                return node;
            }
        }
        return null;
    }

    /** Whether something that they or their job wait for may come without a hand on the job itself. */
    boolean mayGoOn(Door ofJob) {
        return ofJob.waits().mayCome()
                || all.stream().anyMatch(node -> node.door().waits().mayCome())
                || tasks.stream().anyMatch(task -> task.pairing().mayCome());
    }

    /** Another job that waits for one of them, for which that has not come; null for none. */
    @Nullable
    JobId findKept() {
        for (Node node : all) {
            JobId kept = node.door().findKept();
            if (kept != null) {
                return kept;
            }
        }
        return null;
    }

    /** The task that a command belongs to. */
    @Nullable
    Task find(CommandId command) {
        int low = 0;
        int high = tasks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tasks.get(middle).commandId(0).value() <= command.value()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low <= high && tasks.get(low).holds(command.value()) ? tasks.get(low) : null;
    }
}
