package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure as a problem document; what was not foreseen is logged with a number, and only that is told. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private final AtomicLong numbers = new AtomicLong();

    void register(RoutesConfig routes) {
        routes.exception(Refusing.class, (refusing, context) -> Answer.problem(context, refusing.problem()));
        routes.exception(HttpResponseException.class, this::known);
        routes.exception(IOException.class, (gone, context) -> LOG.debug("A client went away: {}", gone.getMessage()));
        routes.exception(Exception.class, this::unforeseen);
    }

    private void known(HttpResponseException e, Context context) {
        String what = context.method() + " " + context.path();
        switch (e.getStatus()) {
            case 404 ->
                Answer.problem(
                        context,
                        Answer.problem(
                                404,
                                "no-route",
                                "There is nothing here",
                                what + " is not part of the protocol; GET /openapi.json lists all addresses"));
            case 405 ->
                Answer.problem(
                        context,
                        Answer.problem(
                                405,
                                "method",
                                "Not with this method",
                                what + ": this address takes other methods; GET /openapi.json lists them"));
            default ->
                Answer.problem(
                        context,
                        Answer.problem(
                                e.getStatus(),
                                "bad-request",
                                "The request cannot be carried out",
                                String.valueOf(e.getMessage())));
        }
    }

    private void unforeseen(Exception e, Context context) {
        long number = numbers.incrementAndGet();
        LOG.error("Unforeseen error {} in {} {}", number, context.method(), context.path(), e);
        Answer.problem(
                context,
                Answer.problem(
                        500,
                        "internal",
                        "Something went wrong in the dispatcher",
                        "the dispatcher's log tells more under 'Unforeseen error " + number + "'"));
    }
}
