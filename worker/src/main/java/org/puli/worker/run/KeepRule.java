package org.puli.worker.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;

/**
 * Which commands get a keeper. One costs a few milliseconds, so those of a task whose last one was over at once do
 * without: what a restart of the worker costs them is as little. Safe on every thread.
 */
final class KeepRule {
    /** What ends sooner is as well done again. */
    static final Duration WORTH_KEEPING = Duration.ofSeconds(2);

    private static final int MOST_TASKS = 1_000;

    private final RunSettings.Keep wish;
    private final @Nullable Keeper keeper;
    private final Map<TaskId, Boolean> worthIt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, Boolean> eldest) {
            return size() > MOST_TASKS;
        }
    };

    /**
     * The rule.
     *
     * @param keeper null when no keeper can be made on this machine
     */
    KeepRule(RunSettings.Keep wish, @Nullable Keeper keeper) {
        this.wish = wish;
        this.keeper = keeper;
    }

    /** Whether running commands of an earlier life are gone on with. */
    boolean adopts() {
        return wish != RunSettings.Keep.NEVER;
    }

    /** The keeper for a command of a task; null for none. */
    synchronized @Nullable Keeper findKeeper(TaskId task) {
        return switch (wish) {
            case ALWAYS -> keeper;
            case NEVER -> null;
            case AUTO -> worthIt.getOrDefault(task, true) ? keeper : null;
        };
    }

    /** A command of a task has ended after so long. */
    synchronized void ended(TaskId task, Duration took) {
        worthIt.put(task, took.compareTo(WORTH_KEEPING) >= 0);
    }
}
