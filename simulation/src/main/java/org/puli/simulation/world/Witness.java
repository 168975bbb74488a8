package org.puli.simulation.world;

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

/** Is told of everything of note as it happens; whoever keeps an eye on an invariant implements what it needs. */
public interface Witness {
    /** A dispatcher has loaded the farm and is about to take its first turn. */
    default void loaded(Farm farm, FarmRows rows) {}

    /** A change is about to be applied. */
    default void changing(Farm farm, Change change) {}

    /** The loop has taken a turn; {@code isDone} when it has nothing more to do at once. */
    default void turned(Farm farm, boolean isDone) {}

    /** The loop has closed a batch; every change so far is in it or in an earlier one. */
    default void batchClosed() {}

    /** A batch has become durable. */
    default void committed(RowBatch batch) {}

    /** The database has refused a row of the batch that is about to become durable, and has set it aside. */
    default void refused(Record row) {}

    /** A replica has taken the place of the server, and this is all that it has. */
    default void reverted(FarmRows rows, List<AttemptRow> history) {}

    /** A batch is about to be shown. */
    default void published(ViewBatch views) {}

    /** Orders leave for a worker. */
    default void ordered(WorkerName worker, WorkerOrders orders) {}

    /** The dispatcher died. */
    default void crashed() {}

    /** The dispatcher's process has stood still for so long until now. */
    default void awoke(long asleepNanos) {}

    /** A worker's report has arrived in the inbox. */
    default void reported(WorkerReport report) {}

    /** A worker's daemon has started, and its boot has this name. */
    default void booted(WorkerName worker, String bootId) {}

    /** A worker is told to stop, so that it gives back what it runs. */
    default void stopping(WorkerName worker) {}

    /**
     * A worker wants to be rid of what it runs, and may stop that itself when no orders come; {@code lastReport} is the
     * last one that it made before.
     */
    default void withdrawn(WorkerName worker, long lastReport) {}

    /** A worker's machine has fallen asleep. */
    default void slept(WorkerName worker) {}

    /** A worker's machine that slept is awake. */
    default void woke(WorkerName worker) {}

    /** A worker has started an attempt; on its machine this many thousandths of cores are now in use. */
    default void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {}

    /** The processes of an attempt are gone. */
    default void gone(WorkerName worker, AttemptRef attempt) {}

    /** A worker has written an end to its disk. */
    default void kept(WorkerName worker, EndedRun run) {}
}
