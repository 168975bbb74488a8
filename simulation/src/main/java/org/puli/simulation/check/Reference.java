package org.puli.simulation.check;

import java.util.ArrayList;
import java.util.List;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.world.Witness;

/**
 * Keeps two plain farms: one as the living dispatcher has it, one as the last durable batch left it. When the
 * dispatcher dies, the second takes the place of the first; whatever is loaded has to be equal to it.
 */
public final class Reference implements Witness {
    private final List<Change.Lasting> open = new ArrayList<>();
    private final List<Change.Lasting> closed = new ArrayList<>();
    private ReferenceFarm live = new ReferenceFarm();
    private final ReferenceFarm durable = new ReferenceFarm();

    /** The farm as it is now. */
    public ReferenceFarm live() {
        return live;
    }

    @Override
    public void changing(Farm farm, Change change) {
        if (change instanceof Change.Lasting lasting) {
            live.apply(lasting);
            open.add(lasting);
        } else if (change instanceof Change.WorkerSeen seen) {
            live.told(seen.report());
        }
    }

    @Override
    public void batchClosed() {
        closed.addAll(open);
        open.clear();
    }

    @Override
    public void committed(RowBatch batch) {
        closed.forEach(durable::apply);
        closed.clear();
    }

    @Override
    public void crashed() {
        open.clear();
        closed.clear();
        live = durable.copy();
    }

    @Override
    public void loaded(Farm farm, FarmRows rows) {
        Agreement.check(live, farm);
    }
}
