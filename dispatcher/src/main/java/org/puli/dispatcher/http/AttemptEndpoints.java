package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.puli.api.CommandId;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.farm.request.ShowCommand;

/** A command, what became of its tries, and what they used. */
final class AttemptEndpoints {
    private final History history;
    private final AttemptQueries attempts;

    AttemptEndpoints(History history, AttemptQueries attempts) {
        this.history = history;
        this.attempts = attempts;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/commands/{id}", this::show);
        routes.get("/api/v1/commands/{id}/attempts", this::list);
    }

    private void show(Context context) {
        CommandId command = Parameters.of(context).command();
        Answer.json(context, history.ask(command, new ShowCommand(command)));
    }

    /** Ring and history are asked first: whoever asks for a command that is not there is told so. */
    private void list(Context context) throws InterruptedException {
        Parameters parameters = Parameters.of(context, "offset", "limit");
        CommandId command = parameters.command();
        history.ask(command, new ShowCommand(command));
        Answer.json(context, attempts.page(command, parameters.offset(), parameters.limit()));
    }
}
