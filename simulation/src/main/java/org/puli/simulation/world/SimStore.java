package org.puli.simulation.world;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.time.Actor;

/**
 * The dispatcher's disk. Only what was committed survives a crash. Commits take time, stall, fail, or succeed and say
 * that they failed, and the process may die at any point of one.
 */
public final class SimStore implements SimDisk {
    private static final long SHORTEST_NANOS = 200_000;
    private static final long EARLY_NANOS = 30 * World.MILLI;

    private final World world;
    private final Actor actor;
    private final MemoryFarmStore disk;
    private final FarmStore mirror;
    private final Set<Long> leaked = new TreeSet<>();
    private long stalledUntil;
    private int failures;
    private long written;
    private int life;

    /** An empty disk; {@code mirror} gets every batch that becomes durable, as a real store would. */
    SimStore(World world, Actor actor, String farmId, FarmStore mirror) {
        this.world = world;
        this.actor = actor;
        this.disk = new MemoryFarmStore(farmId);
        this.mirror = mirror;
    }

    @Override
    public long latency() {
        long nanos = world.chance().spread(SHORTEST_NANOS, 4 * World.MILLI);
        if (world.faults().strikes(Fault.STORE_SLOW)) {
            nanos = world.chance().spread(50 * World.MILLI, 3 * World.SECOND);
            world.faults().note(Fault.STORE_SLOW, actor, nanos);
        }
        return Math.max(nanos, stalledUntil - world.scheduler().now());
    }

    /** No commit comes back for so long. */
    void stall(long nanos) {
        stalledUntil = world.scheduler().now() + nanos;
    }

    /** The process that wrote to it is gone; what was promised and not kept is lost. */
    void crash() {
        life++;
    }

    @Override
    public FarmRows load() {
        return disk.load();
    }

    /** The job that was submitted under a key and has left memory; null when there is none. */
    public @Nullable ArchivedRow findArchived(String submissionKey) {
        return disk.findArchived(submissionKey);
    }

    /** All ended attempts. */
    public List<AttemptRow> history() {
        return disk.history();
    }

    @Override
    public void commit(RowBatch batch) {
        if (world.faults().strikes(Fault.STORE_FAILURE, actor, untilNextTry())) {
            failures++;
            throw new StoreFailure("the simulated disk does not want to");
        }
        dieMaybe();
        if (world.plan().plant() == Plant.REPLY_BEFORE_COMMIT) {
            int promisedIn = life;
            world.scheduler().quietly(EARLY_NANOS, actor, () -> {
                if (life == promisedIn) {
                    write(batch);
                }
            });
            return;
        }
        write(batch);
        dieMaybe();
        if (world.faults().strikes(Fault.STORE_ANSWER_LOSS, actor, untilNextTry())) {
            failures++;
            throw new StoreFailure("the simulated disk's answer was lost");
        }
        failures = 0;
    }

    /** Each failure in a row is waited for twice as long as the one before. */
    private long untilNextTry() {
        return Math.min(250L << Math.min(failures, 3), 2_000) * World.MILLI;
    }

    private void write(RowBatch batch) {
        if (batch.number() > written) {
            written = batch.number();
            RowBatch rows = world.plan().plant() == Plant.LEAK_LICENSE ? leaking(batch) : batch;
            disk.commit(rows);
            mirror.commit(rows);
            world.witness().committed(rows);
        }
    }

    @Override
    public void dieMaybe() {
        if (world.faults().strikes(Fault.CRASH_AT_COMMIT, actor, World.SECOND)) {
            throw new Crash();
        }
    }

    /** Some commands that have ended keep their lease in the rows. */
    private RowBatch leaking(RowBatch batch) {
        List<CommandRow> commands = batch.commands().stream().map(this::leaking).toList();
        return new RowBatch(
                batch.farm(),
                batch.specs(),
                batch.jobs(),
                batch.tasks(),
                commands,
                batch.attempts(),
                batch.audit(),
                batch.workers(),
                batch.pools(),
                batch.licenses(),
                batch.blocks(),
                batch.deletedJobs(),
                batch.deletedWorkers(),
                batch.deletedPools(),
                batch.paths(),
                batch.archived(),
                batch.marks(),
                batch.usage());
    }

    private CommandRow leaking(CommandRow row) {
        boolean leaks = row.status() == Status.DONE
                && row.leaseId() == 0
                && (leaked.contains(row.commandId()) || world.chance().happens(0.05));
        if (!leaks) {
            return row;
        }
        leaked.add(row.commandId());
        return new CommandRow(
                row.commandId(),
                row.jobId(),
                row.status(),
                row.attempt(),
                row.failures(),
                row.losses(),
                Objects.requireNonNull(row.worker()),
                row.commandId(),
                row.assignedAt(),
                row.startedAt(),
                row.endedAt(),
                row.exitCode(),
                row.reason(),
                row.held(),
                row.returns(),
                row.readyAt(),
                row.avoided(),
                row.heldBack(),
                row.stoppedPool(),
                row.stoppedShare(),
                row.framesDone(),
                row.grownMemory());
    }

    @Override
    public void close() {}
}
