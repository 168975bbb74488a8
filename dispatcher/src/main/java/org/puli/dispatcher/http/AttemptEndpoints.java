package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.puli.api.CommandId;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.farm.request.ShowCommand;

/** What became of a command's tries, and what they used. */
final class AttemptEndpoints {
    private final Asking ring;
    private final AttemptQueries attempts;

    AttemptEndpoints(Asking ring, AttemptQueries attempts) {
        this.ring = ring;
        this.attempts = attempts;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/commands/{id}/attempts", this::list);
    }

    /** The ring is asked first: whoever asks for a command that is not there is told so. */
    private void list(Context context) throws InterruptedException {
        Parameters parameters = Parameters.of(context, "offset", "limit");
        CommandId command = parameters.command();
        ring.ask(new ShowCommand(command));
        Answer.json(context, attempts.page(command, parameters.offset(), parameters.limit()));
    }
}
