package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Share;
import org.puli.farm.Worker;

/** One pool as the planner sees it: its free workers, its sites, and the lines of its shares. */
final class PoolIndex {
    /** Sites without work that are kept, since the next job often has the shape of the last one. */
    private static final int MOST_IDLE = 256;

    private final Pool pool;
    private final FreeWorkers free = new FreeWorkers();
    private final Map<Shape, Site> sites = new HashMap<>();
    private final LinkedHashSet<Site> idle = new LinkedHashSet<>();
    private final List<ShareLine> lines = new ArrayList<>();
    private final Moves moves = new Moves();

    /** Numbers of the workers that serve other pools before this one. */
    private final BitSet later = new BitSet();

    private final Foremost foremost;

    PoolIndex(Pool pool, Board board) {
        this.pool = pool;
        this.foremost = new Foremost(this, board);
        pool.shares().forEach(share -> lines.add(new ShareLine(share, board, moves)));
        pool.workers().forEach(worker -> {
            free.note(worker);
            later.set(Math.toIntExact(worker.number()), EarlierPools.areAhead(worker, pool));
        });
    }

    /** Nobody stands in its lines any more; others take their place. */
    void close() {
        lines.forEach(ShareLine::close);
    }

    Pool pool() {
        return pool;
    }

    /** What moved that may change who waits first for a worker of the pool. */
    Moves moves() {
        return moves;
    }

    Foremost foremost() {
        return foremost;
    }

    FreeWorkers free() {
        return free;
    }

    List<ShareLine> lines() {
        return lines;
    }

    ShareLine line(Share share) {
        return lines.get(share.place());
    }

    /** The site of a shape; {@code number} gives its own if it has to be made. */
    Site site(Shape shape, IntSupplier number) {
        Site known = sites.get(shape);
        if (known != null) {
            idle.remove(known);
            return known;
        }
        Site site = new Site(number.getAsInt(), shape);
        sites.put(shape, site);
        pool.workers().forEach(worker -> site.note(worker, true));
        return site;
    }

    /** Says that nobody stands at a site any more. */
    void left(Site site) {
        idle.add(site);
        if (idle.size() > MOST_IDLE) {
            Site oldest = idle.removeFirst();
            sites.remove(oldest.shape());
        }
    }

    /** Takes what a worker has free. */
    void noteRoom(Worker worker) {
        free.noteRoom(worker);
    }

    /** Takes what a worker is, and whether it belongs to the pool. */
    void noteKind(Worker worker, boolean isMember) {
        later.set(Math.toIntExact(worker.number()), isMember && EarlierPools.areAhead(worker, pool));
        if (isMember) {
            free.note(worker);
        } else {
            free.remove(worker);
        }
        sites.values().forEach(site -> site.note(worker, isMember));
    }

    /** Numbers of the workers that serve other pools before this one. */
    BitSet later() {
        return later;
    }

    boolean servesLater(Worker worker) {
        return later.get(Math.toIntExact(worker.number()));
    }

    Collection<Site> sites() {
        return sites.values();
    }

    int siteCount() {
        return sites.size();
    }

    void reopenStuck() {
        lines.forEach(ShareLine::reopenStuck);
    }
}
