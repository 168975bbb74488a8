package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/**
 * A database server that several dispatchers reach: rows, who wrote last, one lock that a session holds, and who waits.
 * What it is told it does at once; what is on the way to it may come late. It is the judge, too: of two dispatchers
 * only one may write in a start of the farm, and none after a later one.
 */
public final class SimServer {
    private static final long QUIET_NANOS = 8 * World.SECOND;
    private static final long SEEN_NANOS = 10 * World.SECOND;

    private final World world;
    private final MemoryFarmStore disk;
    private final TreeMap<String, Long> standbys = new TreeMap<>();
    private final TreeMap<Long, String> writers = new TreeMap<>();
    private FarmRow farm;
    private String writer = "";
    private @Nullable Session holder;
    private String address = "";
    private String next = "";
    private long since;

    /** A connection of one dispatcher. */
    static final class Session {
        private long heardAt;
        private boolean isOver;

        boolean isOver() {
            return isOver;
        }
    }

    SimServer(World world, String farmId) {
        this.world = world;
        this.disk = new MemoryFarmStore(farmId);
        this.farm = disk.load().farm();
    }

    /** Something comes on a session; whoever was quiet for too long has none any more. */
    void hear(Session session) {
        expire();
        session.heardAt = world.scheduler().now();
    }

    private void expire() {
        Session present = holder;
        if (present != null && world.scheduler().now() - present.heardAt > QUIET_NANOS) {
            end(present);
        }
    }

    /** A session ends, and what it holds with it. */
    void end(Session session) {
        session.isOver = true;
        if (holder == session) {
            holder = null;
        }
    }

    /** All sessions end: the server was started again. */
    void restart() {
        Session present = holder;
        if (present != null) {
            end(present);
        }
    }

    boolean lock(Session session) {
        if (holder == null) {
            holder = session;
        }
        return holder == session;
    }

    void unlock(Session session, String to) {
        if (holder == session) {
            holder = null;
            next = to;
        }
    }

    void attend(String who) {
        standbys.put(who, world.scheduler().now());
    }

    Seat.View view(String asker) {
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, Long> one : standbys.entrySet()) {
            if (!one.getKey().equals(asker) && world.scheduler().now() - one.getValue() < SEEN_NANOS) {
                others.add(one.getKey());
            }
        }
        return new Seat.View(writer, address, "", since, next, others);
    }

    void claim(String term, String where) {
        writer = term;
        address = where;
        next = "";
        since = world.scheduler().now();
    }

    /** Who wrote last. */
    String writer() {
        return writer;
    }

    /** The farm's row. */
    FarmRow farm() {
        return farm;
    }

    /** All rows. */
    public FarmRows load() {
        return disk.load();
    }

    /** Writes a batch of a term that was let through. */
    void write(String term, RowBatch batch) {
        FarmRow row = batch.farm();
        Broken.unless(row.batch() > farm.batch(), "batch %s was written after %s", row.batch(), farm.batch());
        Broken.unless(row.epoch() >= farm.epoch(), "start %s was written after %s", row.epoch(), farm.epoch());
        String before = writers.putIfAbsent(row.epoch(), term);
        Broken.unless(before == null || before.equals(term), "two dispatchers have written in start %s", row.epoch());
        farm = row;
        writer = term;
        disk.commit(batch);
        world.witness().committed(batch);
    }

    /** Whether somebody has written in a start of the farm. */
    boolean knows(long epoch) {
        return writers.containsKey(epoch);
    }

    /** How many dispatchers have led and written. */
    public int termCount() {
        return writers.size();
    }

    @Nullable
    ArchivedRow findArchived(String submissionKey) {
        return disk.findArchived(submissionKey);
    }
}
