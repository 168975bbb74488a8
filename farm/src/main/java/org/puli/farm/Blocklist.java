package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.BlockView;
import org.puli.farm.row.BlockRow;

/**
 * How often in a row a task's commands failed on each worker, and which workers get nothing of it any more. Owned by
 * the loop.
 */
public final class Blocklist {
    /** One worker's place. Once made it stays, so that its row is written over and never has to be deleted. */
    static final class Entry {
        private final Task task;
        private final Worker worker;
        private int failures;
        private boolean blocked;
        private @Nullable String by;
        private String reason = "";
        private long since;

        Entry(Task task, Worker worker) {
            this.task = task;
            this.worker = worker;
        }

        BlockRow row() {
            return new BlockRow(
                    task.id().value(),
                    task.job().id().value(),
                    worker.name().value(),
                    failures,
                    blocked,
                    by,
                    reason,
                    since);
        }

        private BlockView view() {
            return new BlockView(task.id(), task.name(), worker.name(), failures, by, reason, since);
        }
    }

    private final Task task;
    private final TreeMap<Long, Entry> byNumber = new TreeMap<>();
    private List<Long> blocked = List.of();
    private List<Long> byPeople = List.of();
    private List<Long> byFailures = List.of();

    Blocklist(Task task) {
        this.task = task;
    }

    /** Numbers of the workers that get nothing of the task, in their order; the same list until it changes. */
    public List<Long> blocked() {
        return blocked;
    }

    /** Those of them that a person blocked: they get nothing of the task, whatever happens. */
    List<Long> byPeople() {
        return byPeople;
    }

    /**
     * Those of them that only failed: they get nothing of the task as long as another worker is right for it and takes
     * work, for a task that can run nowhere else shall fail rather than wait for ever.
     */
    List<Long> byFailures() {
        return byFailures;
    }

    /** Whether a worker gets nothing of the task. */
    public boolean blocks(Worker worker) {
        Entry entry = byNumber.get(worker.number());
        return entry != null && entry.blocked;
    }

    /** How often in a row the task's commands have failed on a worker. */
    public int failuresOn(Worker worker) {
        Entry entry = byNumber.get(worker.number());
        return entry == null ? 0 : entry.failures;
    }

    /** The workers that get nothing of the task, as they are shown. */
    public List<BlockView> views() {
        List<BlockView> views = new ArrayList<>();
        byNumber.values().stream()
                .filter(entry -> entry.blocked)
                .map(Entry::view)
                .forEach(views::add);
        return views;
    }

    /** Workers that are blocked or have failures to forgive. */
    public List<Worker> named() {
        List<Worker> workers = new ArrayList<>();
        for (Entry entry : byNumber.values()) {
            if (entry.blocked || entry.failures > 0) {
                workers.add(entry.worker);
            }
        }
        return workers;
    }

    List<BlockRow> rows() {
        return byNumber.values().stream().map(Entry::row).toList();
    }

    Entry failed(Worker worker) {
        Entry entry = entry(worker);
        entry.failures++;
        return entry;
    }

    /** Forgives the failures on a worker; null when there was nothing to forgive. A block stays. */
    @Nullable
    Entry succeeded(Worker worker) {
        Entry entry = byNumber.get(worker.number());
        if (entry == null || entry.failures == 0) {
            return null;
        }
        entry.failures = 0;
        return entry;
    }

    Entry block(Worker worker, @Nullable String by, String reason, long since) {
        Entry entry = entry(worker);
        entry.blocked = true;
        entry.by = by;
        entry.reason = reason;
        entry.since = since;
        recount();
        return entry;
    }

    Entry unblock(Worker worker) {
        Entry entry = entry(worker);
        entry.failures = 0;
        entry.blocked = false;
        entry.by = null;
        entry.reason = "";
        entry.since = 0;
        recount();
        return entry;
    }

    /** A worker is gone; says whether it was blocked. */
    boolean forget(Worker worker) {
        Entry gone = byNumber.remove(worker.number());
        recount();
        return gone != null && gone.blocked;
    }

    void restore(Worker worker, BlockRow row) {
        Entry entry = entry(worker);
        entry.failures = row.failures();
        entry.blocked = row.blocked();
        entry.by = row.by();
        entry.reason = row.reason();
        entry.since = row.since();
        recount();
    }

    private Entry entry(Worker worker) {
        return byNumber.computeIfAbsent(worker.number(), number -> new Entry(task, worker));
    }

    private void recount() {
        blocked = numbers(entry -> entry.blocked);
        byPeople = numbers(entry -> entry.blocked && entry.by != null);
        byFailures = numbers(entry -> entry.blocked && entry.by == null);
        // The task's shape follows at once, so that whoever has the very same one need not compare.
        task.shape();
    }

    private List<Long> numbers(Predicate<Entry> which) {
        List<Long> numbers = new ArrayList<>();
        byNumber.forEach((number, entry) -> {
            if (which.test(entry)) {
                numbers.add(number);
            }
        });
        return List.copyOf(numbers);
    }
}
