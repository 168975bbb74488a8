package org.puli.simulation.world;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.simulation.fault.Plant;
import org.puli.worker.outbox.EndedRuns;
import org.puli.worker.outbox.OutboxFailure;

/** A worker's disk: survives everything, but is full now and then. */
final class SimEndedRuns implements EndedRuns {
    private final World world;
    private final WorkerName worker;
    private final TreeMap<AttemptRef, EndedRun> runs = new TreeMap<>();
    private @Nullable String farmId;
    private long fullUntil;

    SimEndedRuns(World world, WorkerName worker) {
        this.world = world;
        this.worker = worker;
    }

    /** Nothing can be written for so long. */
    void fill(long nanos) {
        fullUntil = world.scheduler().now() + nanos;
    }

    @Override
    public List<EndedRun> load() {
        if (world.plan().plant() == Plant.FORGET_OUTBOX) {
            runs.clear();
        }
        return List.copyOf(runs.values());
    }

    @Override
    public @Nullable String findFarmId() {
        return farmId;
    }

    @Override
    public void add(EndedRun run) {
        refuseIfFull();
        runs.put(run.attempt(), run);
        world.witness().kept(worker, run);
    }

    @Override
    public void forget(AttemptRef attempt) {
        runs.remove(attempt);
    }

    @Override
    public void join(String farm) {
        refuseIfFull();
        if (farmId != null && !farmId.equals(farm)) {
            runs.clear();
        }
        farmId = farm;
    }

    private void refuseIfFull() {
        if (world.scheduler().now() < fullUntil) {
            throw new OutboxFailure("no space left on the simulated disk", new IOException("full"));
        }
    }
}
