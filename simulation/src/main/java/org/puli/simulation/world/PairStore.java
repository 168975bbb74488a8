package org.puli.simulation.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary.SetAside;
import org.puli.dispatcher.lead.LossCheck;
import org.puli.dispatcher.lead.LossFound;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.Notes;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Fence;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.time.Actor;

/**
 * One term's way to the database server: commits are refused by the production fence, fail, arrive late, or succeed and
 * their answer is lost.
 */
final class PairStore implements SimDisk {
    private static final double LATE = 0.3;

    private final World world;
    private final Actor actor;
    private final SimServer server;
    private final SimNode node;
    private final Notes notes;
    private final String term;
    private final Fence fence;
    private @Nullable Mark acknowledged;

    PairStore(World world, Actor actor, SimServer server, SimNode node, Notes notes, String term) {
        this.world = world;
        this.actor = actor;
        this.server = server;
        this.node = node;
        this.notes = notes;
        this.term = term;
        this.fence = new Fence(term);
    }

    String term() {
        return term;
    }

    @Override
    public FarmRows load() {
        if (node.isCut()) {
            throw new StoreFailure("the simulated network is cut");
        }
        server.claim(term, node.name());
        FarmRows rows = server.load();
        fence.loaded(rows.farm());
        try {
            FarmRows checked = LossCheck.check(rows, notes);
            node.began(!checked.equals(rows));
            return checked;
        } catch (LossFound e) {
            // Nobody is to be sent here.
            server.claim(term, "");
            node.refused();
            throw e;
        }
    }

    @Override
    public void commit(RowBatch batch) {
        if (node.isCut() || world.faults().strikes(Fault.STORE_FAILURE, actor, 250 * World.MILLI)) {
            if (!node.isCut() && world.chance().happens(LATE)) {
                late(batch);
            }
            throw new StoreFailure("the simulated server does not answer");
        }
        dieMaybe();
        write(batch);
        dieMaybe();
        if (world.faults().strikes(Fault.STORE_ANSWER_LOSS, actor, 250 * World.MILLI)) {
            throw new StoreFailure("the simulated server's answer was lost");
        }
        fence.stored(batch.number());
        acknowledged = Mark.of(batch.farm(), 0);
    }

    /** Given up by this end, and carried out by the other some time later. */
    private void late(RowBatch batch) {
        long nanos = world.chance().spread(World.MILLI, 15 * World.SECOND);
        world.scheduler().quietly(nanos, actor, () -> {
            try {
                write(batch);
            } catch (LeadershipLost e) {
                world.scheduler().note(actor, "a late commit is refused");
            }
        });
    }

    private void write(RowBatch batch) {
        fence.check(server.writer(), server.farm().epoch(), server.farm().batch());
        if (batch.number() > server.farm().batch()) {
            boolean isRefused = world.faults().strikes(Fault.ROW_REFUSAL, actor, World.SECOND);
            Refusal refusal = isRefused ? Refusal.draw(batch, world.chance()) : null;
            if (refusal != null) {
                world.scheduler().note(actor, "sets aside", refusal.key());
            }
            server.write(term, batch, refusal);
        }
    }

    @Override
    public SetAside setAside() {
        return new SetAside(server.setAsideCount(), List.of());
    }

    @Nullable
    Mark acknowledged() {
        return acknowledged;
    }

    @Override
    public long latency() {
        long nanos = world.chance().spread(200_000L, 4 * World.MILLI);
        return world.faults().strikes(Fault.STORE_SLOW)
                ? world.chance().spread(50 * World.MILLI, 3 * World.SECOND)
                : nanos;
    }

    @Override
    public void dieMaybe() {
        if (world.faults().strikes(Fault.CRASH_AT_COMMIT, actor, World.SECOND)) {
            throw new Crash();
        }
    }

    @Override
    public void close() {}
}
