package org.puli.simulation.people;

import java.util.ArrayDeque;
import java.util.List;
import org.puli.api.WorkerName;
import org.puli.api.spec.LicenseSpec;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Person;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.Running;
import org.puli.farm.request.SetLicense;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.World;

/** The person who looks after licenses and workers, one thing after the other. */
final class Operator {
    private static final int ENOUGH_SEATS = 4;

    private final World world;
    private final Caller caller;
    private final Chance chance;
    private final List<WorkerName> workers;
    private final int licenses;
    private final long pauseNanos;
    private final Actor actor = new Actor("operator");
    private final ArrayDeque<Request<?>> todo = new ArrayDeque<>();
    private boolean isBusy;
    private boolean isClosing;

    Operator(World world, Caller caller, Chance chance, List<WorkerName> workers, int licenses) {
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
        next();
    }

    private static SetLicense set(int license, int seats) {
        return new SetLicense(new LicenseSpec(JobDraw.license(license), seats));
    }

    private void next() {
        Request<?> request = todo.poll();
        if (request != null) {
            isBusy = true;
            caller.ask(actor, new FromPerson<>(new Person("operator", null), request), reply -> {
                isBusy = false;
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

    private Request<?> draw() {
        if (licenses > 0 && chance.happens(0.4)) {
            return set(chance.between(1, licenses), chance.between(0, 2 * ENOUGH_SEATS));
        }
        WorkerName worker = chance.pick(workers);
        return switch (chance.between(0, 9)) {
            case 0, 1 -> new PauseWorker(worker, "for a look", chance.pick(List.of(Running.values())));
            case 2 -> new DrainWorker(worker, null);
            case 3 -> new QuarantineWorker(worker, "it smells");
            case 4 -> new ReleaseWorker(worker);
            case 5 -> edit(worker);
            case 6 -> new DeleteWorker(worker);
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
                List.of(chance.pick(tags)));
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
            todo.add(new EditWorker(worker, 0, 0L, List.of(), List.of()));
        }
        if (!isBusy) {
            next();
        }
    }

    boolean isIdle() {
        return !isBusy && todo.isEmpty();
    }
}
