package org.puli.dispatcher.lead;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.Bell;
import org.puli.dispatcher.loop.Clocks;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the seat when nobody has it, leads as long as it is held, and waits otherwise. A passive object: the thread
 * "leader" calls {@link #turn}, in the simulation the scheduler does. Whatever it believes, the store alone says
 * who may
 * write: this is about who should, and how soon.
 */
public final class Leadership implements Lead {
    /** Who cannot reach the database for so long, while others wait, leaves the work to them; if nothing is set. */
    public static final Duration CUT_OFF_AFTER = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final long MILLI = 1_000_000;

    /** How often one that waits looks whether nobody leads. */
    private static final long LOOK_NANOS = 200 * MILLI;

    /** The same for one that was promised the lead. */
    private static final long SOON_NANOS = 10 * MILLI;

    /** How often the one that leads looks whether it still does. */
    private static final long CHECK_NANOS = 1_000 * MILLI;

    /** How often it is looked whether what was told to end has ended. */
    private static final long WIND_NANOS = 5 * MILLI;

    /** What is in hand may take so long at a hand-over, then it is given up like at a crash. */
    private static final long DRAIN_NANOS = 5_000 * MILLI;

    /** Who handed over keeps back for so long, and others leave the seat to whom it was meant for. */
    private static final long COURTESY_NANOS = 5_000 * MILLI;

    /** A pause after a start that failed. */
    private static final long AGAIN_NANOS = 1_000 * MILLI;

    private enum State {
        STANDBY,
        LEADING,
        DRAINING,
        ENDING
    }

    private record HandOver(@Nullable String to, CompletableFuture<String> done) {}

    private final Seat seat;
    private final Term.Office office;
    private final Notes notes;
    private final Clocks clocks;
    private final Bell bell;
    private final long cutOffNanos;
    private final Supplier<String> where;
    private final AtomicReference<@Nullable HandOver> asked = new AtomicReference<>();
    private volatile Standing standing = Standing.STARTING;
    private State state = State.STANDBY;
    private Seat.View view = Seat.View.NOBODY;
    private @Nullable Term term;
    private @Nullable HandOver leaving;
    private String next = "";
    private @Nullable String problem;
    private @Nullable String refusal;
    private long notBefore = Long.MIN_VALUE;
    private long dueNanos;
    private long reachedNanos;
    private String courtesyTo = "";
    private long courtesyUntil;

    /**
     * What a leadership stands between.
     *
     * @param bell wakes whoever calls {@link #turn}
     * @param cutOffAfter how long it leads without reaching the database while others stand by
     */
    public record Parts(Seat seat, Term.Office office, Notes notes, Clocks clocks, Bell bell, Duration cutOffAfter) {}

    /** One that stands by; {@code where} says where this dispatcher is for others. */
    public Leadership(Parts parts, Supplier<String> where) {
        this.seat = parts.seat();
        this.office = parts.office();
        this.notes = parts.notes();
        this.clocks = parts.clocks();
        this.bell = parts.bell();
        this.cutOffNanos = parts.cutOffAfter().toNanos();
        this.where = where;
    }

    @Override
    public Standing standing() {
        return standing;
    }

    /** Tries to lead for the first time; what goes wrong is for the caller. Says whether this dispatcher leads. */
    public boolean first() {
        // The tables that say who leads may not be there before the first one has begun.
        if (seat.take()) {
            begin();
        }
        view = seat.look();
        show();
        return state == State.LEADING;
    }

    @Override
    public CompletableFuture<String> handOver(@Nullable String to) {
        HandOver wish = new HandOver(to, new CompletableFuture<>());
        if (!asked.compareAndSet(null, wish)) {
            return CompletableFuture.failedFuture(new NoHandOver("a hand-over is on its way already"));
        }
        bell.ring();
        return wish.done;
    }

    /** One round: says how many nanoseconds may pass at most until the next. */
    public long turn() {
        long wait = switch (state) {
            case STANDBY -> standBy();
            case LEADING -> lead();
            case DRAINING -> drain();
            case ENDING -> wind();
        };
        show();
        return wait;
    }

    private void show() {
        Term present = term;
        boolean isMine = state == State.LEADING;
        Standing.Role role = isMine
                ? Standing.Role.LEADING
                : state == State.STANDBY ? Standing.Role.STANDBY : Standing.Role.HANDING_OVER;
        String leader = isMine ? where.get() : next.isEmpty() ? other(view.address()) : next;
        standing = new Standing(
                role,
                leader,
                view.since(),
                isMine && present != null ? present.acknowledged() : null,
                refusal == null ? problem : refusal,
                view.standbys());
    }

    private String other(String leader) {
        return leader.equals(where.get()) ? "" : leader;
    }

    private long standBy() {
        HandOver wish = asked.getAndSet(null);
        if (wish != null) {
            wish.done.completeExceptionally(new NoHandOver("this dispatcher does not lead"));
        }
        try {
            view = seat.look();
            problem = null;
            if (!view.address().isEmpty() && !view.address().equals(where.get())) {
                next = "";
            }
            if (mayTry() && seat.take()) {
                tryToBegin();
            }
        } catch (StoreFailure e) {
            problem = String.valueOf(e.getMessage());
        }
        return state == State.LEADING ? CHECK_NANOS : isPromised() ? SOON_NANOS : LOOK_NANOS;
    }

    private boolean isPromised() {
        return courtesyTo.equals(where.get()) && clocks.monoNanos() < courtesyUntil;
    }

    private boolean mayTry() {
        long now = clocks.monoNanos();
        if (!view.next().equals(courtesyTo)) {
            courtesyTo = view.next();
            courtesyUntil = now + COURTESY_NANOS;
        }
        boolean isMeant = !courtesyTo.isEmpty() && now < courtesyUntil;
        return isMeant ? courtesyTo.equals(where.get()) : now >= notBefore;
    }

    private void tryToBegin() {
        try {
            begin();
        } catch (LossFound | StoreFailure | LeadershipLost e) {
            boolean isNew = !String.valueOf(e.getMessage()).equals(refusal);
            refusal = String.valueOf(e.getMessage());
            if (isNew) {
                LOG.error("This dispatcher does not lead: {}", refusal);
            }
            notBefore = clocks.monoNanos() + AGAIN_NANOS;
        }
    }

    /** Begins a term in the seat that was taken, or leaves that again. */
    private void begin() {
        boolean isDone = false;
        try {
            term = office.begin();
            isDone = true;
        } finally {
            if (!isDone) {
                seat.leave("");
            }
        }
        state = State.LEADING;
        refusal = null;
        problem = null;
        next = "";
        reachedNanos = clocks.monoNanos();
        dueNanos = reachedNanos;
        LOG.info("This dispatcher leads, as {}", where.get());
    }

    private long lead() {
        Term leading = present();
        String loss = leading.findLoss();
        if (loss != null) {
            refusal = null;
            return end(leading, loss);
        }
        HandOver wish = asked.getAndSet(null);
        if (wish != null && accepts(wish)) {
            leaving = wish;
            leading.close();
            seat.promise(next);
            state = State.DRAINING;
            dueNanos = clocks.monoNanos() + DRAIN_NANOS;
            LOG.info("Leadership is handed over to {}", next);
            return 0;
        }
        long wait = dueNanos - clocks.monoNanos();
        return wait > 0 ? wait : check(leading);
    }

    private Term present() {
        Term leading = term;
        if (leading == null) {
            throw new IllegalStateException("nobody leads here");
        }
        return leading;
    }

    private boolean accepts(HandOver wish) {
        String to =
                wish.to == null && !view.standbys().isEmpty() ? view.standbys().getFirst() : wish.to;
        if (to == null || !view.standbys().contains(to)) {
            String waiting = view.standbys().isEmpty() ? "nobody" : String.join(", ", view.standbys());
            wish.done.completeExceptionally(new NoHandOver(
                    (to == null ? "no other dispatcher stands by" : to + " does not stand by (" + waiting + " does)")
                            + "; start one on the same database and try again"));
            return false;
        }
        next = to;
        return true;
    }

    /** Once a second: notes how far the farm has come, and looks whether the seat is still this one's. */
    private long check(Term leading) {
        long begunNanos = clocks.monoNanos();
        dueNanos = begunNanos + CHECK_NANOS;
        Mark mark = leading.acknowledged();
        if (mark != null) {
            notes.keep(mark);
        }
        try {
            if (!seat.isHeld() && !seat.take()) {
                return end(leading, "another dispatcher has taken the lead while this one was away");
            }
            view = seat.look();
            if (!view.term().isEmpty() && !view.term().equals(leading.id())) {
                return end(leading, "another dispatcher has led while this one was away");
            }
            reachedNanos = clocks.monoNanos();
            problem = null;
        } catch (StoreFailure e) {
            problem = String.valueOf(e.getMessage());
            long now = clocks.monoNanos();
            // Where looks take long, the next one would come to its end too late.
            long looksNanos = now - begunNanos;
            if (now - reachedNanos + looksNanos > cutOffNanos
                    && !view.standbys().isEmpty()) {
                return end(leading, "the database cannot be reached from here, and others stand by: " + problem);
            }
        }
        return CHECK_NANOS;
    }

    private long end(Term leading, String why) {
        LOG.error("Nothing is stored or ordered from here any more, and the dispatcher stands by: {}", why);
        leading.end(other(view.address()));
        state = State.ENDING;
        return WIND_NANOS;
    }

    private long drain() {
        Term leading = present();
        boolean isLate = clocks.monoNanos() > dueNanos;
        if (leading.findLoss() != null || leading.isDrained() || isLate) {
            leading.end(next);
            state = State.ENDING;
        }
        return WIND_NANOS;
    }

    private long wind() {
        Term ended = present();
        if (!ended.isGone()) {
            return WIND_NANOS;
        }
        Mark mark = ended.acknowledged();
        if (mark != null) {
            notes.keep(mark);
        }
        seat.leave(next);
        term = null;
        state = State.STANDBY;
        HandOver done = leaving;
        leaving = null;
        if (done != null) {
            notBefore = clocks.monoNanos() + COURTESY_NANOS;
            done.done.complete(next);
        }
        return LOOK_NANOS;
    }

    /** Ends whatever is going on, in the polite way if {@code patience} lasts; says whether all is over. */
    public boolean isClosed(boolean isPatient) {
        Term last = term;
        if (last == null) {
            return true;
        }
        last.close();
        if (last.isDrained() || !isPatient || last.findLoss() != null) {
            last.end("");
        }
        return last.isGone();
    }
}
