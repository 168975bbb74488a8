package org.puli.worker.storage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which files the worker looks for, and which of them are there. A look that has not come back is not asked for again,
 * and only so many are out at once, of one folder fewer still: a mount that is dead costs some threads, and whatever
 * lies elsewhere is looked at all the same. A passive object, owned by the worker's loop; answers come from any thread.
 */
public final class FileLooks {
    /** Looks that are out at once. */
    static final int MOST_AT_ONCE = 8;

    /** Of these, in one folder: where two hang, the others of the folder would most likely hang, too. */
    static final int MOST_OF_FOLDER = 2;

    private record Answer(String path, boolean isThere) {}

    private final Storage storage;
    private final long everyMillis;
    private final Runnable wake;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    /** When each file is due for a look, on the clock that never jumps; what was looked at longest ago comes first. */
    private final LinkedHashMap<String, Long> due = new LinkedHashMap<>();

    private final TreeSet<String> out = new TreeSet<>();
    private final TreeSet<String> found = new TreeSet<>();
    private volatile boolean isLooking;

    /**
     * Looks for nothing so far.
     *
     * @param everyMillis how long after a look the next one at the same file comes
     * @param wake brings the next turn of the loop, from any thread
     */
    public FileLooks(Storage storage, long everyMillis, Runnable wake) {
        this.storage = storage;
        this.everyMillis = everyMillis;
        this.wake = wake;
    }

    /** Looks for these from now on, and forgets what it saw of all others. */
    public void follow(Collection<String> paths) {
        due.keySet().retainAll(paths);
        found.retainAll(paths);
        paths.forEach(path -> due.putIfAbsent(path, Long.MIN_VALUE));
        isLooking = !due.isEmpty();
    }

    /** Whether there is anything to look for. From any thread. */
    public boolean isLooking() {
        return isLooking;
    }

    /** Takes answers, and asks for whatever is due. */
    public void turn(long monoMillis) {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            out.remove(answer.path());
            if (!answer.isThere()) {
                found.remove(answer.path());
            } else if (due.containsKey(answer.path())) {
                found.add(answer.path());
            }
        }
        for (String path : List.copyOf(due.keySet())) {
            if (mayLook(path) && dueAt(path) <= monoMillis) {
                due.remove(path);
                due.put(path, monoMillis + everyMillis);
                out.add(path);
                storage.look(path, isThere -> answer(path, isThere));
            }
        }
    }

    private void answer(String path, boolean isThere) {
        answers.add(new Answer(path, isThere));
        wake.run();
    }

    private long dueAt(String path) {
        return due.getOrDefault(path, Long.MAX_VALUE);
    }

    private boolean mayLook(String path) {
        return out.size() < MOST_AT_ONCE && !out.contains(path) && isFree(folder(path));
    }

    private boolean isFree(String folder) {
        return out.stream().filter(other -> folder(other).equals(folder)).count() < MOST_OF_FOLDER;
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** In how many milliseconds the next look is due; what has to wait for an answer aside, which rings by itself. */
    public long untilNext(long monoMillis) {
        long next = Long.MAX_VALUE;
        for (String path : due.keySet()) {
            if (mayLook(path)) {
                next = Math.min(next, Math.max(0, dueAt(path) == Long.MIN_VALUE ? 0 : dueAt(path) - monoMillis));
            }
        }
        return next;
    }

    /** Of the files that it is to look for, those that were there when it last looked, sorted. */
    public List<String> found() {
        return List.copyOf(found);
    }
}
