package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
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
    private final Map<Shape, Claim> claims = new LinkedHashMap<>();
    private final Map<Task, List<Claim>> where = new HashMap<>();

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
        return claims.values();
    }

    /** Takes a task's present state; {@code nextSite} numbers sites that have to be made. */
    void note(Task task, IntSupplier nextSite) {
        List<Claim> before = where.getOrDefault(task, List.of());
        Collection<Shape> shapes = task.readyShapes();
        boolean isFiled = before.size() == 1
                && shapes.size() == 1
                && shapes.contains(before.getFirst().shape());
        List<Claim> now = isFiled ? before : file(task, before, shapes, nextSite);
        for (Claim claim : claims.values()) {
            // The groups around it stand in the claims of other tasks, too, and have moved with it.
            if (task.parent() != null || before.contains(claim) || now.contains(claim)) {
                claim.note(task, now.contains(claim));
            }
        }
    }

    private List<Claim> file(Task task, List<Claim> before, Collection<Shape> shapes, IntSupplier nextSite) {
        List<Claim> now = new ArrayList<>(1);
        shapes.forEach(shape -> now.add(claim(shape, nextSite)));
        if (now.isEmpty()) {
            where.remove(task);
        } else {
            where.put(task, now);
        }
        before.forEach(claim -> claim.file(-1));
        now.forEach(claim -> claim.file(1));
        return now;
    }

    private Claim claim(Shape shape, IntSupplier nextSite) {
        Claim known = claims.get(shape);
        if (known != null) {
            return known;
        }
        Site site = pool.site(shape, nextSite);
        site.join();
        Claim claim = new Claim(this, site.lane(line));
        claims.put(shape, claim);
        return claim;
    }

    /** Puts every claim where its job's present rank and rights belong. */
    void rerank() {
        boolean mayStart = !job.isPaused() && job.leaseCount() < job.maxWorkers();
        claims.values().forEach(claim -> claim.rerank(mayStart));
        claims.values().removeIf(this::isGone);
    }

    private boolean isGone(Claim claim) {
        if (claim.isFiled()) {
            return false;
        }
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
        claims.values().forEach(claim -> claim.lane().remove(claim));
        claims.values().forEach(this::leaveSite);
    }

    /** The task that is served first among those that are worth a try. */
    Claim.Pick first() {
        if (claims.size() == 1) {
            Claim only = claims.values().iterator().next();
            return new Claim.Pick(only, only.first());
        }
        List<Claim> open = new ArrayList<>(claims.size());
        for (Claim claim : claims.values()) {
            if (claim.lane().state() == State.OPEN && claim.lane().holds(claim)) {
                open.add(claim);
            }
        }
        return Claim.descend(open);
    }
}
