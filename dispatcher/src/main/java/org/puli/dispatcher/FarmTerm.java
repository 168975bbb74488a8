package org.puli.dispatcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerReport;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.NotingStore;
import org.puli.dispatcher.lead.Term;
import org.puli.dispatcher.loop.Busy;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.farm.change.Change;
import org.puli.farm.request.Request;
import org.puli.farm.row.FarmRows;

/** A store, the farm that was loaded from it, and the ring that turns around it. Safe on every thread. */
final class FarmTerm implements Term {
    /** A worker that claims more is not well, and no proof of anything. */
    private static final long MOST_STARTS_MISSED = 1_000_000;

    private static final String MOVED = "this dispatcher does not lead any more; ask again";

    private final String id;
    private final NotingStore store;
    private final FarmRows loaded;
    private final TurningRing ring;
    private final FrontDoor door;
    private final ConcurrentMap<Long, CompletableFuture<?>> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private volatile @Nullable String loss;
    private volatile boolean isTaking = true;
    private volatile boolean isOver;

    /** Sets the ring in motion. */
    FarmTerm(
            String id,
            NotingStore store,
            FarmRows loaded,
            TurningRing.Kept kept,
            FrontDoor door,
            Consumer<Change> watcher) {
        this.id = id;
        this.store = store;
        this.loaded = loaded;
        this.door = door;
        door.links().forgetSent();
        door.views().clear();
        this.ring = new TurningRing(
                store, loaded, kept, new TurningRing.Around(door.views(), door.links(), watcher, this::lost));
        door.feed().open(true);
    }

    private void lost(LeadershipLost e) {
        loss = String.valueOf(e.getMessage());
        door.leadershipLost();
    }

    TurningRing ring() {
        return ring;
    }

    FarmRows loaded() {
        return loaded;
    }

    /** In which start of the farm this is. */
    long epoch() {
        return loaded.farm().epoch() + 1;
    }

    <R> CompletableFuture<R> ask(Request<R> request) {
        if (!isTaking) {
            return CompletableFuture.failedFuture(new Busy(MOVED));
        }
        CompletableFuture<R> answer = ring.inbox.ask(request);
        long number = asked.incrementAndGet();
        unanswered.put(number, answer);
        var _ = answer.whenComplete((value, failure) -> unanswered.remove(number));
        if (isOver) {
            answer.completeExceptionally(new Busy(MOVED));
        }
        return answer;
    }

    /** Takes a worker's report, unless it is the proof that this term should never have begun. */
    boolean takes(WorkerReport report, WorkerLinks links) {
        OrdersNumber seen = report.ordersSeen();
        boolean isLater = loaded.farm().farmId().equals(report.farmId())
                && seen.epoch() >= epoch()
                && seen.epoch() - epoch() < MOST_STARTS_MISSED
                && !(seen.epoch() == epoch() && links.hasSent(report.worker(), seen));
        if (isLater && isTaking && loss == null) {
            loss = "worker " + report.worker() + " has seen orders " + seen.number() + " of start " + seen.epoch()
                    + " of this farm, which the database knows nothing of";
            door.lossFound(new Mark(loaded.farm().farmId(), seen.epoch(), 0, System.currentTimeMillis()));
        }
        return isTaking && !isLater;
    }

    @Override
    public String id() {
        return id;
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
        isTaking = false;
    }

    @Override
    public boolean isDrained() {
        return ring.isDrained();
    }

    @Override
    public void end(String leader) {
        isTaking = false;
        isOver = true;
        ring.end();
        door.closed(leader);
        unanswered.values().forEach(answer -> answer.completeExceptionally(new Busy(MOVED)));
    }

    @Override
    public boolean isGone() {
        boolean isGone = ring.isGone();
        if (isGone) {
            store.close();
        }
        return isGone;
    }
}
