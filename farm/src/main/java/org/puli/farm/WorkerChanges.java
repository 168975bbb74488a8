package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.farm.change.Change;

/** How changes of workers are applied. */
final class WorkerChanges {
    private final Farm farm;

    WorkerChanges(Farm farm) {
        this.farm = farm;
    }

    void apply(Change.OfWorker change) {
        switch (change) {
            case Change.WorkerRegistered c -> registered(c);
            case Change.WorkerBooted c -> booted(c);
            case Change.WorkerChanged c -> changed(c);
            case Change.WorkerLost c -> lost(c.worker());
            case Change.WorkerReturned c -> returned(c.worker());
            case Change.WorkerSlept c -> slept(c.worker());
            case Change.SleepAsked c -> sleepAsked(c.worker());
            case Change.WakeSent c -> waking(c.worker(), new Waking(c.tried(), c.monoAt(), false));
            case Change.WakeGivenUp c -> waking(c.worker(), new Waking(c.tried(), c.monoAt(), true));
            case Change.DutyChanged c -> duty(c);
            case Change.CheckFailed c -> checked(c.worker(), c.reason());
            case Change.CheckPassed c -> checked(c.worker(), null);
            case Change.CapacitySet c -> capacity(c);
            case Change.WorkerTagged c -> tagged(c);
            case Change.PoolsOrdered c -> ordered(c);
            case Change.WorkerDeleted c -> deleted(c.worker());
            case Change.WorkerSeen c -> seen(c);
            case Change.OrdersIssued c -> ordered(c);
            case Change.WorkerMoved c -> moved(c);
        }
    }

    private void registered(Change.WorkerRegistered change) {
        Worker worker = new Worker(change.worker(), change.number(), change.bootId(), change.facts());
        worker.join(requireNonNull(farm.findPool(change.pool()), "the pool of a decided change is there"));
        farm.add(worker);
        farm.turns().tie(worker);
        farm.numbers().joined();
        touch(worker);
    }

    private void moved(Change.WorkerMoved change) {
        Worker worker = worker(change.worker());
        leave(worker);
        for (PoolName name : change.pools()) {
            worker.join(requireNonNull(farm.findPool(name), "the pool of a decided change is there"));
        }
        farm.turns().tie(worker);
        touch(worker);
    }

    private void leave(Worker worker) {
        farm.turns().cut(worker);
        for (Pool pool : List.copyOf(worker.pools())) {
            worker.leave(pool);
            farm.touched().shown(pool);
        }
    }

    private void booted(Change.WorkerBooted change) {
        Worker worker = worker(change.worker());
        worker.booted(change.bootId());
        touch(worker);
    }

    private void changed(Change.WorkerChanged change) {
        Worker worker = worker(change.worker());
        worker.changed(change.facts());
        touch(worker);
    }

    private void lost(WorkerName name) {
        Worker worker = worker(name);
        worker.presence(Presence.LOST);
        touch(worker);
    }

    private void slept(WorkerName name) {
        Worker worker = worker(name);
        worker.presence(Presence.ASLEEP);
        touch(worker);
        // It waits for this answer, and its machine sleeps then.
        farm.ordersDue(worker);
    }

    private void sleepAsked(WorkerName name) {
        Worker worker = worker(name);
        worker.contact().sleepAsked();
        farm.touched().shown(worker);
        farm.ordersDue(worker);
    }

    private void waking(WorkerName name, Waking waking) {
        Worker worker = worker(name);
        worker.contact().waking(waking);
        farm.touched().shown(worker);
    }

    private void returned(WorkerName name) {
        Worker worker = worker(name);
        worker.presence(Presence.ONLINE);
        touch(worker);
    }

    private void duty(Change.DutyChanged change) {
        Worker worker = worker(change.worker());
        if (change.duty() == Duty.ACTIVE) {
            // A person vouches for it, so that what failed there before does not count any more.
            worker.trust();
        } else {
            worker.duty(change.duty(), change.reason());
        }
        touch(worker);
    }

    /** What failed there before still counts when the check passes again: it says nothing of that. */
    private void checked(WorkerName name, @Nullable String failure) {
        Worker worker = worker(name);
        if (failure == null) {
            worker.duty(Duty.ACTIVE, null);
        } else {
            worker.failCheck(failure);
        }
        touch(worker);
    }

    private void capacity(Change.CapacitySet change) {
        Worker worker = worker(change.worker());
        worker.capacity(change.cores(), change.memoryBytes());
        touch(worker);
    }

    private void tagged(Change.WorkerTagged change) {
        Worker worker = worker(change.worker());
        worker.tags(change.tags());
        touch(worker);
    }

    private void ordered(Change.PoolsOrdered change) {
        Worker worker = worker(change.worker());
        worker.poolOrder(change.pools());
        touch(worker);
    }

    private void deleted(WorkerName name) {
        Worker worker = worker(name);
        leave(worker);
        farm.remove(worker);
        farm.jobs().forEach(job -> job.tasks().forEach(task -> task.forget(worker, farm.touched())));
        farm.touched().deleted(worker);
        farm.stirred().worker(worker);
    }

    private void seen(Change.WorkerSeen change) {
        Worker worker = farm.findWorker(change.report().worker());
        if (worker != null) {
            Availability before = worker.contact().availability();
            boolean isAnswered = farm.id().equals(change.report().farmId())
                    && worker.leases().isEmpty()
                    && worker.contact().isAnswered(change.report(), change.link(), change.monoAt());
            worker.seen(change.report(), change.link(), change.wallAt(), change.monoAt());
            if (isAnswered) {
                farm.touched().heard(worker);
                return;
            }
            farm.touched().shown(worker);
            farm.ordersDue(worker);
            if (!Objects.equals(before, change.report().availability())) {
                farm.stirred().worker(worker);
            }
        }
    }

    private void ordered(Change.OrdersIssued change) {
        worker(change.worker()).ordered(change.number());
        farm.files().ordered(change.worker(), change.number());
    }

    void watches(Change.FileWatched change) {
        FileWatch watch = farm.files().find(change.pool(), change.path());
        if (watch != null) {
            farm.files().give(watch, change.by() == null ? null : worker(change.by()), change.monoAt());
        }
    }

    void calls(Change.LookerCalled change) {
        farm.files().call(change.pool(), change.worker() == null ? null : worker(change.worker()), change.monoAt());
    }

    private void touch(Worker worker) {
        farm.touched().worker(worker);
        farm.stirred().worker(worker);
    }

    private Worker worker(WorkerName name) {
        return requireNonNull(farm.findWorker(name), "the worker of a decided change is there");
    }
}
