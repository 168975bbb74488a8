package org.puli.simulation.people;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeletePath;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Person;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.Running;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.SleepWorker;
import org.puli.farm.request.WakeWorker;
import org.puli.simulation.fault.Sizes;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.World;

/** The person who looks after licenses and workers, one thing after the other. */
final class Operator {
    private static final int ENOUGH_SEATS = 4;

    /** Pools beside the one that every farm has. */
    static final List<PoolName> OTHER_POOLS = List.of(new PoolName("night"));

    private final World world;
    private final Caller caller;
    private final Chance chance;
    private final List<WorkerName> workers;
    private final int licenses;
    private final long pauseNanos;
    private final Actor actor = new Actor("operator");
    private final ArrayDeque<Request<?>> todo = new ArrayDeque<>();
    private final boolean isLending;
    private boolean isBusy;
    private boolean isClosing;

    /** In a farm that is {@code isLending}, shares have minimums from the beginning, and are served by preemption. */
    Operator(World world, Caller caller, Chance chance, List<WorkerName> workers, int licenses, boolean isLending) {
        this.isLending = isLending;
        this.world = world;
        this.caller = caller;
        this.chance = chance;
        this.workers = workers;
        this.licenses = licenses;
        this.pauseNanos = chance.spread(2 * World.SECOND, 60 * World.SECOND);
    }

    /** Makes the licenses, then goes on for ever. */
    void begin() {
        for (int i = 1; i <= licenses; i++) {
            todo.add(set(i, chance.between(0, 2 * ENOUGH_SEATS)));
        }
        PoolSpec first = isLending ? lending(JobSpec.DEFAULT_POOL) : PoolSpec.plain(JobSpec.DEFAULT_POOL);
        todo.add(new EditPool(chance.happens(0.5) ? first.withAgeBoost(boost()) : first));
        for (PoolName pool : OTHER_POOLS) {
            todo.add(new CreatePool(PoolSpec.plain(pool).withAgeBoost(boost())));
            addAll(pool);
        }
        next();
    }

    /** Now and then its seats are counted by something else from now on. */
    private SetLicense set(int license, int seats) {
        SeatsPer per = chance.happens(0.5) ? null : chance.pick(List.of(SeatsPer.values()));
        return new SetLicense(new LicenseSpec(Sizes.license(license), seats, per));
    }

    private void next() {
        Request<?> request = todo.poll();
        if (request != null) {
            isBusy = true;
            caller.ask(actor, new FromPerson<>(new Person("operator", null), request), reply -> {
                isBusy = false;
                if (isClosing && request instanceof MoveWorkers && reply.refusal() != null) {
                    askLater(request);
                }
                next();
            });
        } else if (!isClosing) {
            world.scheduler().quietly(chance.pause(pauseNanos), actor, () -> {
                if (!isClosing && !isBusy) {
                    todo.add(draw());
                    next();
                }
            });
        }
    }

    /** A worker that has not joined yet is put into its pools when it has. */
    private void askLater(Request<?> request) {
        world.scheduler().quietly(World.SECOND, actor, () -> {
            todo.add(request);
            if (!isBusy) {
                next();
            }
        });
    }

    private Request<?> path() {
        String name = "place" + chance.between(1, 3);
        String root = "/mnt/place" + chance.between(1, 4);
        return chance.happens(0.3)
                ? new DeletePath(name)
                : new SetPath(new PathRule(name, root, null, chance.happens(0.5) ? "P:\\" : null));
    }

    private Request<?> draw() {
        if (licenses > 0 && chance.happens(0.4)) {
            int license = chance.between(1, licenses);
            return chance.happens(0.3)
                    ? new ReportLicense(Sizes.license(license), chance.between(0, 4), chance.spread(1_000L, 60_000L))
                    : set(license, chance.between(0, 2 * ENOUGH_SEATS));
        }
        if (chance.happens(0.3)) {
            return pool();
        }
        WorkerName worker = chance.pick(workers);
        return switch (chance.between(0, 11)) {
            case 0, 1 -> new PauseWorker(worker, "for a look", chance.pick(List.of(Running.values())));
            case 2 -> new DrainWorker(worker, null);
            case 3 -> new QuarantineWorker(worker, "it smells");
            case 4 -> new ReleaseWorker(worker);
            case 5 -> edit(worker);
            case 6 -> new DeleteWorker(worker);
            case 9 -> path();
            case 10 -> new SleepWorker(worker);
            case 11 -> new WakeWorker(worker);
            default -> new ResumeWorker(worker);
        };
    }

    /** One core is what every machine has, however it may shrink. */
    private Request<?> edit(WorkerName worker) {
        List<String> tags = List.of("gpu", "old", "new");
        return new EditWorker(
                worker,
                chance.happens(0.5) ? null : Integer.valueOf(chance.between(0, 1)),
                chance.happens(0.5) ? null : Long.valueOf(chance.between(0L, 1L) << 30),
                List.of(chance.pick(tags)),
                List.of(chance.pick(tags)),
                chance.happens(0.5) ? null : poolOrder());
    }

    private List<PoolName> poolOrder() {
        return chance.happens(0.3) ? List.of() : List.of(chance.pick(OTHER_POOLS), JobSpec.DEFAULT_POOL);
    }

    /** One by one, since one that never joined keeps the others of its request out. */
    private void addAll(PoolName pool) {
        workers.forEach(worker -> todo.add(new MoveWorkers(pool, List.of(worker), List.of())));
    }

    private Request<?> pool() {
        PoolName pool = chance.happens(0.5) ? JobSpec.DEFAULT_POOL : chance.pick(OTHER_POOLS);
        List<WorkerName> one = List.of(chance.pick(workers));
        return switch (chance.between(0, 5)) {
            case 0, 1 -> new SetShare(pool, share());
            case 2 -> new DeleteShare(pool, "share-" + chance.between(1, 2));
            case 3 -> new EditPool(divided(pool));
            case 4 -> new MoveWorkers(pool, one, List.of());
            default -> chance.happens(0.2) ? new DeletePool(pool) : new MoveWorkers(pool, List.of(), one);
        };
    }

    /** Often a point every minute or so, since a farm's day is short. */
    private double boost() {
        return chance.happens(0.3) ? 0 : Math.rint(1_000 * chance.spread(5.0, 100.0)) / 1_000;
    }

    /** Every production but one has a minimum. */
    private PoolSpec lending(PoolName pool) {
        List<ShareSpec> shares = new ArrayList<>();
        for (String production : JobDraw.PRODUCTIONS.subList(1, JobDraw.PRODUCTIONS.size())) {
            Map<String, List<String>> tags = Map.of("prod", List.of(production));
            shares.add(new ShareSpec("share-" + production, tags, List.of(), 1, chance.between(2, 8), 0));
        }
        Grace grace = new Grace(Duration.ofMillis(chance.between(0L, 1_000L)));
        return new PoolSpec(pool, shares, chance.between(0, 1))
                .with(chance.pick(List.of(Preempt.OLDEST, Preempt.CHEAPEST)), grace);
    }

    private PoolSpec divided(PoolName pool) {
        Grace grace = new Grace(Duration.ofMillis(chance.between(0L, 4_000L)));
        return new PoolSpec(pool, List.of(share(1.0)), chance.between(0, 3))
                .withAgeBoost(boost())
                .with(chance.pick(List.of(Preempt.values())), grace);
    }

    private ShareSpec share() {
        return share(0.5);
    }

    private ShareSpec share(double hasMinimum) {
        double min = chance.happens(hasMinimum) ? chance.between(1, 8) : 0;
        double max = chance.happens(0.3) ? chance.between(8, 40) : 0;
        Map<String, List<String>> tags = Map.of("prod", List.of(chance.pick(JobDraw.PRODUCTIONS)));
        return new ShareSpec("share-" + chance.between(1, 2), tags, List.of(), chance.spread(0.5, 4.0), min, max);
    }

    /** Faults are over: there are seats for everybody and every worker works. */
    void close() {
        isClosing = true;
        for (int i = 1; i <= licenses; i++) {
            todo.add(set(i, ENOUGH_SEATS));
        }
        for (WorkerName worker : workers) {
            todo.add(new ReleaseWorker(worker));
            todo.add(new ResumeWorker(worker));
            todo.add(new EditWorker(worker, 0, 0L, List.of(), List.of(), List.of()));
        }
        todo.add(new EditPool(PoolSpec.plain(JobSpec.DEFAULT_POOL)));
        addAll(JobSpec.DEFAULT_POOL);
        for (PoolName pool : OTHER_POOLS) {
            todo.add(new CreatePool(PoolSpec.plain(pool)));
            todo.add(new EditPool(PoolSpec.plain(pool)));
            addAll(pool);
        }
        if (!isBusy) {
            next();
        }
    }

    boolean isIdle() {
        return !isBusy && todo.isEmpty();
    }
}
