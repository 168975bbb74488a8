package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.WorkerName;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.time.SimScheduler;
import org.puli.worker.storage.Storage;

/**
 * The storage that all machines share: files are written as time passes, some machines see them later than others, and
 * the mounts of some are dead, so that no look comes back there.
 */
public final class SimStorage {
    private static final int FILES = 24;
    private static final double THERE_AT_ONCE = 0.2;
    private static final double SEEN_AT_ONCE = 0.6;
    private static final long LOOK_NANOS = 100_000;

    private final SimScheduler scheduler;
    private final Chance chance;
    /** When each file is written. */
    private final TreeMap<String, Long> writtenAt = new TreeMap<>();
    /** How much later each machine sees each file. */
    private final TreeMap<String, Long> lags = new TreeMap<>();

    private final TreeSet<WorkerName> dead = new TreeSet<>();
    private boolean isSettled;

    /** A storage on which files will be written in a while. */
    public SimStorage(SimScheduler scheduler, Chance chance) {
        this.scheduler = scheduler;
        this.chance = chance;
        for (String path : paths()) {
            boolean isThere = chance.happens(THERE_AT_ONCE);
            writtenAt.put(path, isThere ? 0 : chance.spread(World.SECOND, 900 * World.SECOND));
        }
    }

    /** Every file that will ever be there. */
    public static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            paths.add("/shots/sh0" + i % 3 + "/sim." + i + ".bgeo");
        }
        return paths;
    }

    /** The mount of a machine answers nothing, now and for ever. */
    public void die(WorkerName machine) {
        dead.add(machine);
    }

    /** All is written, and all machines but the dead ones see it. */
    public void settle() {
        isSettled = true;
    }

    /** Whether a file was written. */
    public boolean isWritten(String path) {
        Long at = writtenAt.get(path);
        return at != null && (isSettled || scheduler.now() >= at);
    }

    /** Whether a machine sees a file. */
    public boolean isSeen(String path, WorkerName machine) {
        if (dead.contains(machine) || !isWritten(path)) {
            return false;
        }
        long lag = lags.computeIfAbsent(
                path + " " + machine,
                key -> chance.happens(SEEN_AT_ONCE) ? 0 : chance.spread(World.SECOND, 300 * World.SECOND));
        return isSettled || scheduler.now() >= writtenAt.getOrDefault(path, 0L) + lag;
    }

    /** What a machine sees of it. */
    Storage on(WorkerName machine, Actor actor) {
        return (path, answer) -> {
            if (!dead.contains(machine)) {
                long nanos = chance.spread(LOOK_NANOS, 2 * World.SECOND);
                scheduler.quietly(nanos, actor, () -> answer.accept(isSeen(path, machine)));
            }
        };
    }
}
