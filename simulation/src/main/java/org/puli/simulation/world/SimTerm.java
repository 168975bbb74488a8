package org.puli.simulation.world;

import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.Term;

/** One life of the ring as a term of leading. */
final class SimTerm implements Term {
    private final PairStore store;
    private final DispatcherLife life;
    private @Nullable String loss;

    SimTerm(PairStore store, DispatcherLife life) {
        this.store = store;
        this.life = life;
    }

    void lost(String why) {
        loss = why;
    }

    @Override
    public String id() {
        return store.term();
    }

    @Override
    public @Nullable String findLoss() {
        return loss;
    }

    @Override
    public @Nullable Mark acknowledged() {
        return store.acknowledged();
    }

    @Override
    public void close() {
        life.close();
    }

    @Override
    public boolean isDrained() {
        return life.isDrained();
    }

    @Override
    public void end(String leader) {
        life.close();
        life.end();
    }

    @Override
    public boolean isGone() {
        return !life.isAlive();
    }
}
