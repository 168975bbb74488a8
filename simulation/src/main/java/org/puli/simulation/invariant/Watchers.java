package org.puli.simulation.invariant;

import java.util.List;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.world.Witness;

/** Tells several witnesses, one after the other. */
public record Watchers(List<Witness> all) implements Witness {
    @Override
    public void loaded(Farm farm, FarmRows rows) {
        all.forEach(one -> one.loaded(farm, rows));
    }

    @Override
    public void changing(Farm farm, Change change) {
        for (Witness one : all) {
            one.changing(farm, change);
        }
    }

    @Override
    public void turned(Farm farm, boolean isDone) {
        for (Witness one : all) {
            one.turned(farm, isDone);
        }
    }

    @Override
    public void batchClosed() {
        all.forEach(Witness::batchClosed);
    }

    @Override
    public void committed(RowBatch batch) {
        all.forEach(one -> one.committed(batch));
    }

    @Override
    public void refused(Record row) {
        all.forEach(one -> one.refused(row));
    }

    @Override
    public void reverted(FarmRows rows, List<AttemptRow> history) {
        all.forEach(one -> one.reverted(rows, history));
    }

    @Override
    public void published(ViewBatch views) {
        all.forEach(one -> one.published(views));
    }

    @Override
    public void ordered(WorkerName worker, WorkerOrders orders) {
        all.forEach(one -> one.ordered(worker, orders));
    }

    @Override
    public void crashed() {
        all.forEach(Witness::crashed);
    }

    @Override
    public void awoke(long asleepNanos) {
        all.forEach(one -> one.awoke(asleepNanos));
    }

    @Override
    public void reported(WorkerReport report) {
        all.forEach(one -> one.reported(report));
    }

    @Override
    public void booted(WorkerName worker, String bootId) {
        all.forEach(one -> one.booted(worker, bootId));
    }

    @Override
    public void stopping(WorkerName worker) {
        all.forEach(one -> one.stopping(worker));
    }

    @Override
    public void withdrawn(WorkerName worker, long lastReport) {
        all.forEach(one -> one.withdrawn(worker, lastReport));
    }

    @Override
    public void slept(WorkerName worker) {
        all.forEach(one -> one.slept(worker));
    }

    @Override
    public void woke(WorkerName worker) {
        all.forEach(one -> one.woke(worker));
    }

    @Override
    public void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {
        all.forEach(one -> one.launched(worker, order, usedMilliCores, offeredMilliCores));
    }

    @Override
    public void gone(WorkerName worker, AttemptRef attempt) {
        all.forEach(one -> one.gone(worker, attempt));
    }

    @Override
    public void kept(WorkerName worker, EndedRun run) {
        all.forEach(one -> one.kept(worker, run));
    }
}
