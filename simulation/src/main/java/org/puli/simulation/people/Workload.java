package org.puli.simulation.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.Selection;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.Front;
import org.puli.simulation.world.World;

/** Everybody who works on the farm. */
public final class Workload {
    private static final long SUBMIT_NANOS = 60 * World.SECOND;

    private final World world;
    private final Chance chance;
    private final Caller caller;
    private final Operator operator;
    private final List<JobUser> users = new ArrayList<>();
    private final Actor office = new Actor("office");

    /** People of a seed's plan, who tell what they were promised. */
    public Workload(World world, Front dispatcher, List<WorkerName> workers, Promises promises) {
        this.world = world;
        this.chance = world.chance().split();
        caller = new Caller(world, dispatcher, promises);
        boolean isLending = chance.happens(0.3);
        operator = new Operator(
                world, caller, chance.split(), workers, world.plan().sizes().licenses(), isLending);
        JobDraw draw = new JobDraw(world.plan(), chance.split(), isLending);
        List<JobId> submitted = new ArrayList<>();
        for (int i = 1; i <= world.plan().sizes().jobs(); i++) {
            users.add(new JobUser(world, caller, chance.split(), draw.draw("job-" + i), "key-" + i, submitted));
        }
    }

    /** Starts everybody. */
    public void begin() {
        operator.begin();
        for (JobUser user : users) {
            world.scheduler().quietly(chance.between(0, SUBMIT_NANOS), office, user::begin);
        }
    }

    /** Faults are over: nobody does anything new but what lets jobs end. */
    public void close(Predicate<JobSpec> cannotEnd) {
        operator.close();
        users.forEach(user -> user.close(cannotEnd.test(user.spec())));
    }

    /** Ends the jobs that nobody looks after: of whom they were, they were gone, and what made them go is lost. */
    public void endForsaken(List<JobId> there) {
        Set<JobId> forsaken = new TreeSet<>(there);
        users.stream().map(JobUser::findJob).filter(Objects::nonNull).forEach(forsaken::remove);
        forsaken.forEach(job -> caller.ask(office, new CancelJob(Selection.of(job)), reply -> {}));
    }

    /** How many commands all jobs have, if all of them are taken. */
    public long commandCount() {
        return users.stream().mapToLong(user -> user.spec().commandCount()).sum();
    }

    /** Whether nobody waits for an answer. */
    public boolean isIdle() {
        return operator.isIdle() && users.stream().allMatch(JobUser::isIdle);
    }
}
