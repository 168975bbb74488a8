package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Task;
import org.puli.farm.schedule.Lane.State;

/** All claims of one job, and in which of them each of its ready tasks stands. */
final class Work {
    private final Job job;
    private final PoolIndex pool;
    private final ShareLine line;
    private final Map<Shape, Claim> byShape = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>(1);
    private final Map<Task, Filed> where = new HashMap<>();
    /** Whoever was noted last: nearly always the same again, and its job's only task. */
    private @Nullable Filed last;

    /** A ready task: of which shapes it was when it was filed, the very ones that it gave, and in which claims. */
    private record Filed(Task task, List<Shape> shapes, List<Claim> claims) {
        boolean isOf(Collection<Shape> now) {
            return shapes.size() == 1 && now.size() == 1 && now.contains(shapes.getFirst());
        }
    }

    Work(Job job, PoolIndex pool) {
        this.job = job;
        this.pool = pool;
        this.line = pool.line(job.share());
    }

    /** Whether the job still belongs to the pool and share under which it was filed. */
    boolean isCurrent() {
        return job.share() == line.share();
    }

    PoolIndex pool() {
        return pool;
    }

    boolean isOf(Pool other) {
        return pool.pool() == other;
    }

    Job job() {
        return job;
    }

    Collection<Claim> claims() {
        return claims;
    }

    /** Takes a task's present state; {@code nextSite} numbers sites that have to be made. */
    void note(Task task, IntSupplier nextSite) {
        Filed before = find(task);
        Collection<Shape> shapes = task.readyShapes();
        Filed now = before.isOf(shapes) ? before : file(before, shapes, nextSite);
        last = now;
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            boolean isIn = now.claims().contains(claim);
            // The groups around it stand in the claims of other tasks, too, and have moved with it.
            if (isIn || task.parent() != null || before.claims().contains(claim)) {
                claim.note(task, isIn);
            }
        }
    }

    private Filed find(Task task) {
        if (last != null && last.task() == task) {
            return last;
        }
        Filed known = where.get(task);
        return known == null ? new Filed(task, List.of(), List.of()) : known;
    }

    private Filed file(Filed before, Collection<Shape> shapes, IntSupplier nextSite) {
        List<Claim> claimed = new ArrayList<>(1);
        shapes.forEach(shape -> claimed.add(claim(shape, nextSite)));
        Filed now = new Filed(before.task(), List.copyOf(shapes), claimed);
        if (claimed.isEmpty()) {
            where.remove(now.task());
        } else {
            where.put(now.task(), now);
        }
        before.claims().forEach(claim -> claim.file(-1));
        claimed.forEach(claim -> claim.file(1));
        return now;
    }

    private Claim claim(Shape shape, IntSupplier nextSite) {
        Claim known = byShape.get(shape);
        if (known != null) {
            return known;
        }
        Site site = pool.site(shape, nextSite);
        site.join();
        Claim claim = new Claim(this, site.lane(line), shape);
        byShape.put(shape, claim);
        claims.add(claim);
        return claim;
    }

    /** Puts every claim where its job's present rank and rights belong. */
    void rerank() {
        boolean mayStart = !job.isPaused() && job.leaseCount() < job.maxWorkers();
        boolean isAnyGone = false;
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            claim.rerank(mayStart);
            isAnyGone |= !claim.isFiled();
        }
        if (isAnyGone) {
            claims.removeIf(this::isGone);
        }
    }

    private boolean isGone(Claim claim) {
        if (claim.isFiled()) {
            return false;
        }
        byShape.remove(claim.shape());
        leaveSite(claim);
        return true;
    }

    private void leaveSite(Claim claim) {
        Site site = claim.lane().site();
        if (site.leave()) {
            pool.left(site);
        }
    }

    /** Takes everything out of line, for good. */
    void withdraw() {
        claims.forEach(claim -> claim.lane().remove(claim));
        claims.forEach(this::leaveSite);
    }

    /**
     * The task that is served first among those that are worth a try.
     *
     * @param known one of the claims that are
     */
    Claim.Pick first(Claim known) {
        if (claims.size() == 1) {
            return new Claim.Pick(known, known.first());
        }
        List<Claim> open = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            if (claim.lane().state() == State.OPEN && claim.lane().holds(claim)) {
                open.add(claim);
            }
        }
        return Claim.descend(open);
    }
}
