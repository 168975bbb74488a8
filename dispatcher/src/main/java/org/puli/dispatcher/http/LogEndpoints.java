package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.LogWanted;
import org.puli.api.view.CommandView;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.farm.request.ShowCommand;

/** Logs: asked for by readers, sent by workers, relayed here. */
final class LogEndpoints {
    private static final long PATIENCE_SECONDS = 10;
    private static final int CHUNK = 16 << 10;

    private final Asking ring;
    private final WorkerLinks links;
    private final AttemptQueries attempts;
    private final LogRelay relay = new LogRelay();

    LogEndpoints(Asking ring, WorkerLinks links, AttemptQueries attempts) {
        this.ring = ring;
        this.links = links;
        this.attempts = attempts;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/commands/{id}/log", this::read);
        routes.post("/api/v1/workers/logs/{ticket}", this::bring);
    }

    private void read(Context context) throws Exception {
        Parameters parameters = Parameters.of(context, "attempt", "from", "follow");
        CommandView command = ring.ask(new ShowCommand(parameters.command()));
        if (command.attempt() == 0) {
            throw Refusing.notFound(
                    "no-log", "command " + command.id() + " has not been started yet, so it has no log");
        }
        int attempt = (int) parameters.number("attempt", command.attempt(), 1, command.attempt());
        AttemptRef ref = new AttemptRef(command.id(), attempt);
        WorkerName worker = worker(command, ref);
        long from = parameters.number("from", 0, -Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        relay(context, worker, new LogWanted(relay.draw(), ref, from, parameters.flag("follow")));
    }

    private WorkerName worker(CommandView command, AttemptRef attempt) throws InterruptedException {
        @Nullable
        WorkerName worker = attempt.attempt() == command.attempt() ? command.worker() : attempts.findWorker(attempt);
        if (worker == null) {
            throw Refusing.notFound("no-log", "it is not known any more where attempt " + attempt + " ran");
        }
        return worker;
    }

    private void relay(Context context, WorkerName worker, LogWanted wanted) throws IOException {
        LogRelay.Meeting meeting = relay.open(wanted.ticket());
        try (QuietConnection _ = QuietConnection.of(context)) {
            if (!links.logWanted(worker, wanted)) {
                throw away(worker, wanted);
            }
            copy(bytes(meeting, worker, wanted), context);
        } finally {
            relay.take(wanted.ticket());
            meeting.finish();
        }
    }

    private static InputStream bytes(LogRelay.Meeting meeting, WorkerName worker, LogWanted wanted) {
        try {
            return meeting.bytes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw away(worker, wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusing.busy("the dispatcher is stopping");
        }
    }

    private static Refusing away(WorkerName worker, LogWanted wanted) {
        return new Refusing(Answer.problem(
                503,
                "worker-away",
                "The worker is away",
                "worker " + worker + ", which keeps the log of attempt " + wanted.attempt()
                        + ", is not connected; its file is there as command-"
                        + wanted.attempt().command() + ".attempt-"
                        + wanted.attempt().attempt() + ".log"));
    }

    /** Each piece is passed on as it comes, so that a follower sees lines when they are written. */
    private static void copy(InputStream from, Context context) throws IOException {
        context.contentType("text/plain; charset=utf-8").disableCompression();
        OutputStream to = context.res().getOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
            to.write(chunk, 0, count);
            to.flush();
        }
    }

    private void bring(Context context) throws IOException {
        LogRelay.Meeting meeting = relay.take(context.pathParam("ticket"));
        if (meeting == null) {
            throw Refusing.notFound("no-reader", "nobody waits for this log any more");
        }
        try (QuietConnection _ = QuietConnection.of(context)) {
            meeting.bring(context.req().getInputStream());
        }
        context.status(204);
    }
}
