package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.Whole;
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
    private static final int MOST_LOST = 40;
    private static final long SEEN_NANOS = 10 * World.SECOND;

    private final World world;
    private final String farmId;
    private final List<Written> log = new ArrayList<>();
    private final TreeSet<String> setAside = new TreeSet<>();
    private final TreeMap<String, Long> standbys = new TreeMap<>();
    private final TreeMap<Long, String> writers = new TreeMap<>();
    private MemoryFarmStore disk;
    private FarmRow farm;
    private boolean hasSetAside;
    private String writer = "";
    private @Nullable Session holder;
    private String address = "";
    private String next = "";
    private long since;

    /** What came with one commit, and the key of the row of it that was set aside. */
    private record Written(
            String term, RowBatch batch, @Nullable String refused) {}

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
        this.farmId = farmId;
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

    void promise(Session session, String to) {
        if (holder == session) {
            next = to;
        }
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

    /** All rows, as a start finds them. */
    public FarmRows load() {
        return setAside.isEmpty() ? disk.load() : Whole.of(disk.load());
    }

    /** Whether a row was ever set aside. */
    public boolean hasSetAside() {
        return hasSetAside;
    }

    /** How many rows lie aside now. */
    public int setAsideCount() {
        return setAside.size();
    }

    /** Writes a batch of a term that was let through, but for a row that is refused. */
    void write(String term, RowBatch batch, @Nullable Refusal refusal) {
        FarmRow row = batch.farm();
        Broken.unless(row.batch() > farm.batch(), "batch %s was written after %s", row.batch(), farm.batch());
        Broken.unless(row.epoch() >= farm.epoch(), "start %s was written after %s", row.epoch(), farm.epoch());
        String before = writers.putIfAbsent(row.epoch(), term);
        Broken.unless(before == null || before.equals(term), "two dispatchers have written in start %s", row.epoch());
        if (refusal != null) {
            world.witness().refused(refusal.row());
            hasSetAside = true;
        }
        RowBatch rest = refusal == null ? batch : refusal.rest();
        Written written = new Written(term, rest, refusal == null ? null : refusal.key());
        log.add(written);
        apply(written);
        world.witness().committed(rest);
    }

    /** A row leaves what was set aside when a newer one of its key is taken. */
    private void apply(Written written) {
        farm = written.batch().farm();
        writer = written.term();
        disk.commit(written.batch());
        setAside.removeAll(Refusal.keys(written.batch()));
        if (written.refused() != null) {
            setAside.add(written.refused());
        }
    }

    /**
     * A replica takes this server's place that lacks more than the newest batches: at least one of those that come
     * before what is known. All connections end.
     *
     * @return whether there was anything to lose
     */
    boolean promote(Mark known) {
        int there = 0;
        while (there < log.size()
                && known.isBeyond(Mark.of(log.get(there).batch().farm(), 0))) {
            there++;
        }
        if (there < 1) {
            return false;
        }
        int kept = Math.max(1, there - world.chance().between(0, MOST_LOST));
        log.subList(kept, log.size()).clear();
        disk = new MemoryFarmStore(farmId);
        setAside.clear();
        log.forEach(this::apply);
        writers.tailMap(farm.epoch(), false).clear();
        restart();
        world.witness().reverted(load(), disk.history());
        return true;
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
