package org.puli.simulation.people;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.Refused;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Request;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.row.ArchivedRow;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.time.Actor;
import org.puli.simulation.world.DispatcherLife;
import org.puli.simulation.world.Front;
import org.puli.simulation.world.World;

/** Asks the dispatcher as a careful client does: who hears nothing, or that it is busy, asks the same again. */
final class Caller {
    private static final long PATIENCE_NANOS = 5 * World.SECOND;

    private final World world;
    private final Front dispatcher;
    private final Promises promises;

    Caller(World world, Front dispatcher, Promises promises) {
        this.world = world;
        this.dispatcher = dispatcher;
        this.promises = promises;
    }

    private static Request<?> plain(Request<?> request) {
        return request instanceof FromPerson<?> named ? named.request() : request;
    }

    /** What came of a request: an answer, or a refusal. */
    record Reply(@Nullable Object answer, @Nullable Refusal refusal) {}

    private final class Call<R> {
        private final Actor user;
        private final Request<R> request;
        private final Consumer<Reply> then;
        private boolean isOver;
        private int tries;

        Call(Actor user, Request<R> request, Consumer<Reply> then) {
            this.user = user;
            this.request = request;
            this.then = then;
        }

        void attempt() {
            DispatcherLife life = dispatcher.findLife();
            if (isOver) {
                return;
            }
            int current = ++tries;
            if (life == null || life.asleepNanos() > 0) {
                later(World.SECOND, current);
                return;
            }
            promises.asked(plain(request));
            if (isInHistory(current)) {
                return;
            }
            var _ = life.ask(request).whenComplete((answer, failure) -> watched(answer, failure, current));
            later(PATIENCE_NANOS, current);
        }

        /** As over HTTP, whoever submits under a key is first looked for in the history. */
        private boolean isInHistory(int current) {
            SubmitJob submit = plain(request) instanceof SubmitJob found ? found : null;
            String key = submit == null ? null : submit.submissionKey();
            ArchivedRow row = key == null ? null : dispatcher.findArchived(key);
            if (row == null) {
                return false;
            }
            // An answer to this request is a job that was taken.
            @SuppressWarnings("unchecked")
            R answer = (R) new SubmitJob.Taken(row.view(), false);
            watched(answer, null, current);
            later(PATIENCE_NANOS, current);
            return true;
        }

        private void later(long nanos, int current) {
            world.scheduler().quietly(world.chance().between(nanos / 2, nanos), user, () -> {
                if (current == tries) {
                    attempt();
                }
            });
        }

        /** A future swallows what is thrown in it; a broken invariant is thrown again outside of it. */
        private void watched(@Nullable R answer, @Nullable Throwable failure, int current) {
            try {
                released(answer, failure, current);
            } catch (RuntimeException e) {
                world.scheduler().quietly(0, user, () -> {
                    throw e;
                });
            }
        }

        /** The answer left the dispatcher; the user may or may not hear it. */
        private void released(@Nullable R answer, @Nullable Throwable failure, int current) {
            Refusal refusal = failure instanceof Refused refused ? refused.refusal() : null;
            if (failure == null) {
                promise(answer);
            } else if (refusal == null) {
                later(World.SECOND / 10, current);
                return;
            }
            if (!world.faults().strikes(Fault.ANSWER_LOSS, user, World.SECOND)) {
                long nanos = world.chance().spread(100_000L, 5 * World.MILLI);
                String what = plain(request).getClass().getSimpleName() + (refusal == null ? " answered" : " refused");
                world.scheduler().after(nanos, user, what, () -> hear(new Reply(answer, refusal)));
            }
        }

        /** Once the user has heard one answer and gone on, the answers to repeats promise nothing new. */
        private void promise(@Nullable R answer) {
            if (!isOver) {
                promises.answered(plain(request), answer);
            }
        }

        private void hear(Reply reply) {
            if (!isOver) {
                isOver = true;
                then.accept(reply);
            }
        }
    }

    /** Asks until an answer is heard; what is promised is promised on the request itself, whoever makes it. */
    <R> void ask(Actor user, Request<R> request, Consumer<Reply> then) {
        Call<R> call = new Call<>(user, request, then);
        long nanos = world.chance().spread(100_000L, 5 * World.MILLI);
        world.scheduler().after(nanos, user, "asks " + plain(request).getClass().getSimpleName(), call::attempt);
    }
}
