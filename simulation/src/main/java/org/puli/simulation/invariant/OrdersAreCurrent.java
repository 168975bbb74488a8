package org.puli.simulation.invariant;

import java.util.TreeSet;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import org.puli.farm.row.CommandRow;
import org.puli.simulation.check.History;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * Orders name exactly the attempts that the store has given to the worker, and tell it to forget only what the store
 * has in its history.
 */
public final class OrdersAreCurrent implements Witness {
    private final Durable durable;
    private final History history;

    /** Compares with what is durable. */
    public OrdersAreCurrent(Durable durable, History history) {
        this.durable = durable;
        this.history = history;
    }

    @Override
    public void ordered(WorkerName worker, WorkerOrders orders) {
        TreeSet<AttemptRef> ordered = new TreeSet<>();
        for (RunOrder order : orders.run()) {
            ordered.add(order.attempt());
        }
        TreeSet<AttemptRef> given = new TreeSet<>();
        for (CommandRow row : durable.heldBy(worker.value())) {
            if (row.status().isActive()) {
                given.add(new AttemptRef(new CommandId(row.commandId()), row.attempt()));
            }
        }
        Broken.unless(
                ordered.equals(given),
                "the orders for %s name %s, and the store has given it %s",
                worker,
                ordered,
                given);
        for (AttemptRef attempt : orders.forget()) {
            Broken.unless(
                    history.has(attempt),
                    "%s is told to forget how attempt %s ended, and the store has no history of that",
                    worker,
                    attempt);
        }
    }
}
