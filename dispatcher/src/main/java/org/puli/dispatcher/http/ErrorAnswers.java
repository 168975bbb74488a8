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

    private static final String REFUSAL = "Puli-Refusal";
    private static final int LONGEST_HEADER = 500;

    private final AtomicLong numbers = new AtomicLong();

    void register(RoutesConfig routes) {
        routes.exception(Refusing.class, ErrorAnswers::refused);
        routes.exception(HttpResponseException.class, this::known);
        routes.exception(IOException.class, (gone, context) -> LOG.debug("A client went away: {}", gone.getMessage()));
        routes.exception(Exception.class, this::unforeseen);
    }

    /** A client that wants a WebSocket is seldom shown the body of an answer that is none, so a header says it, too. */
    private static void refused(Refusing refusing, Context context) {
        if (context.header("Upgrade") != null) {
            String words = String.valueOf(refusing.problem().detail()).replaceAll("[^ -~]", "?");
            context.header(REFUSAL, words.substring(0, Math.min(LONGEST_HEADER, words.length())));
        }
        Answer.problem(context, refusing.problem());
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
