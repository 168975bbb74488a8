package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Problem;
import org.puli.dispatcher.loop.Busy;
import org.puli.dispatcher.loop.Refused;
import org.puli.dispatcher.loop.Ring;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.Person;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Request;

/**
 * Asks the ring and waits for the answer, on the request's own virtual thread. While nothing can be stored, nobody is
 * kept waiting for an answer that cannot come.
 */
final class Asking {
    private final Ring ring;
    private final Supplier<@Nullable String> storeProblem;
    private final Duration patience;

    Asking(Ring ring, Supplier<@Nullable String> storeProblem, Duration patience) {
        this.ring = ring;
        this.storeProblem = storeProblem;
        this.patience = patience;
    }

    /** Asks in the name of whoever makes a request, as they say themselves, and from where. */
    <R> R ask(Context context, Request<R> request) {
        return ask(person(context), request);
    }

    /** Asks in somebody's name. */
    <R> R ask(Person by, Request<R> request) {
        return ask(new FromPerson<>(by, request));
    }

    /** Whoever makes a request, as they say themselves, and from where. */
    static Person person(Context context) {
        return new Person(Parameters.user(context), context.ip());
    }

    /** Refuses while nothing can be stored; for whoever asks the database something before it asks the ring. */
    void refuseWhileNothingIsStored() {
        String problem = storeProblem.get();
        if (problem != null) {
            throw Refusing.busy("nothing can be stored just now, so nothing is taken: " + problem);
        }
    }

    <R> R ask(Request<R> request) {
        refuseWhileNothingIsStored();
        try {
            return ring.ask(request).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refusing(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw Refusing.busy("no answer for " + patience.toSeconds()
                    + " s, probably because the database stalls; the request may still be carried out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusing.busy("the dispatcher is stopping");
        }
    }

    static RuntimeException refusing(Throwable cause) {
        return switch (cause) {
            case Refused refused -> new Refusing(problem(refused.refusal()));
            case Busy busy -> Refusing.busy(String.valueOf(busy.getMessage()));
            case RuntimeException other -> other;
            default -> new IllegalStateException(cause);
        };
    }

    private static Problem problem(Refusal refusal) {
        return switch (refusal.kind()) {
            case UNKNOWN -> Answer.problem(404, refusal.type(), "There is no such thing", refusal.detail());
            case CONFLICT -> Answer.problem(409, refusal.type(), "Not now", refusal.detail());
            case UNPROCESSABLE -> Answer.problem(422, refusal.type(), "It cannot be done so", refusal.detail());
        };
    }
}
