package org.puli.dispatcher.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.view.Presence;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.License;
import org.puli.farm.OrdersShow;
import org.puli.farm.Pool;
import org.puli.farm.Touched;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules;
import org.puli.farm.row.RowBatch;

/** The batch that fills while the one before commits. Owned by the loop. */
final class OpenBatch {
    private final Farm farm;
    private final Function<Job, @Nullable WaitingReason> waiting;
    private final Consumer<Change> apply;
    private final Map<WorkerName, Long> freedAt = new HashMap<>();
    private List<Runnable> replies = new ArrayList<>();
    private int freedCount;

    OpenBatch(Farm farm, Function<Job, @Nullable WaitingReason> waiting, Consumer<Change> apply) {
        this.farm = farm;
        this.waiting = waiting;
        this.apply = apply;
    }

    void reply(Runnable reply) {
        replies.add(reply);
    }

    int replyCount() {
        return replies.size();
    }

    boolean isEmpty() {
        boolean touched = farm.touched().hasRows() || farm.touched().hasViews();
        return replies.isEmpty() && !touched && !farm.hasOrdersDue();
    }

    /** Notes when a slot of a worker became free. */
    void freed(WorkerName worker, long nanos) {
        freedAt.putIfAbsent(worker, nanos);
        freedCount++;
    }

    /** How many slots became free since the last batch. */
    int freedCount() {
        return freedCount;
    }

    /** Makes the batch of everything so far; what comes from now on belongs to the next. */
    Batch close(long number, Rules rules, long wallMillis) {
        List<Batch.Orders> orders = new ArrayList<>();
        for (Worker worker : farm.takeOrdersDue()) {
            if (worker.contact().lastSeenMono() != Long.MIN_VALUE) {
                orders.add(orders(worker, rules, wallMillis));
            }
        }
        Touched touched = farm.takeTouched();
        RowBatch rows = touched.hasRows() ? touched.rows(farm.numbers().row(number)) : null;
        freedCount = 0;
        List<Runnable> released = replies;
        replies = new ArrayList<>();
        return new Batch(number, rows, views(number, touched), released, orders);
    }

    private Batch.Orders orders(Worker worker, Rules rules, long wallMillis) {
        long epoch = farm.numbers().epoch();
        OrdersNumber last = worker.contact().ordered();
        OrdersNumber next = new OrdersNumber(epoch, last.epoch() == epoch ? last.number() + 1 : 1);
        boolean startsNew = worker.leases().stream().anyMatch(c -> c.isWanted() && c.orderedIn() == null);
        apply.accept(new Change.OrdersIssued(worker.name(), next));
        WorkerOrders orders = new WorkerOrders(
                farm.id(),
                next,
                OrdersShow.wanted(farm, worker, rules.ownersKnown()),
                worker.contact().settled(),
                rules.heartbeatMillis(farm.workers().size()),
                rules.lostAfterMillis(),
                OrdersShow.files(farm, worker),
                OrdersShow.probe(farm, worker),
                worker.contact().reportNumber(),
                wallMillis,
                worker.contact().isToSleep(),
                worker.presence() == Presence.ASLEEP);
        Long since = freedAt.remove(worker.name());
        long waiting = startsNew && since != null ? since : 0;
        return new Batch.Orders(worker.name(), worker.contact().link(), orders, waiting);
    }

    private ViewBatch views(long number, Touched touched) {
        return new ViewBatch(
                number,
                touched.shownJobs().stream()
                        .map(job -> JobShow.line(job, waiting.apply(job)))
                        .toList(),
                touched.shownWorkers().stream().map(Worker::view).toList(),
                touched.shownPools().stream().map(Pool::view).toList(),
                touched.shownLicenses().stream().map(License::view).toList(),
                List.copyOf(touched.deleted()),
                touched.deletedWorkers(),
                List.copyOf(touched.deletedPools()),
                farm.counts());
    }
}
