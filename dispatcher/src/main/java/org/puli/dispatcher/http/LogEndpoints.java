package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.json.LogPattern;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.LogHead;
import org.puli.api.sync.LogSearch;
import org.puli.api.sync.LogWanted;
import org.puli.api.view.CommandView;
import org.puli.api.view.LogLines;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.farm.request.ShowCommand;

/** Logs: asked for by readers, sent or searched by workers, relayed here. */
final class LogEndpoints {
    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_FOUND_BYTES = 8 << 20;
    private static final int DEFAULT_LINES = 100;

    private final History history;
    private final WorkerLinks links;
    private final AttemptQueries attempts;
    private final LogRelay relay = new LogRelay();

    LogEndpoints(History history, WorkerLinks links, AttemptQueries attempts) {
        this.history = history;
        this.links = links;
        this.attempts = attempts;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/commands/{id}/log", this::read);
        routes.get("/api/v1/commands/{id}/log/lines", this::search);
        routes.post("/api/v1/workers/logs/{ticket}", this::bring);
    }

    /** Where a log is. */
    private record Place(AttemptRef attempt, JobId job, WorkerName worker) {}

    private Place place(Parameters parameters) throws InterruptedException {
        CommandId number = parameters.command();
        CommandView command = history.ask(number, new ShowCommand(number));
        if (command.attempt() == 0) {
            throw Refusing.notFound(
                    "no-log", "command " + command.id() + " has not been started yet, so it has no log");
        }
        int attempt = (int) parameters.number("attempt", command.attempt(), 1, command.attempt());
        AttemptRef ref = new AttemptRef(command.id(), attempt);
        return new Place(ref, command.job(), worker(command, ref));
    }

    private WorkerName worker(CommandView command, AttemptRef attempt) throws InterruptedException {
        @Nullable WorkerName worker = attempt.attempt() == command.attempt() ? command.worker() : null;
        worker = worker == null ? attempts.findWorker(attempt) : worker;
        if (worker == null) {
            throw Refusing.notFound("no-log", "it is not known any more where attempt " + attempt.attempt() + " ran");
        }
        return worker;
    }

    private void read(Context context) throws Exception {
        Parameters parameters = Parameters.of(context, "attempt", "from", "follow");
        boolean follow = parameters.flag("follow");
        long from = parameters.number("from", 0, -Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        Place place = place(parameters);
        ByteRange range = follow || from != 0 ? null : ByteRange.find(context.header("Range"));
        if (range != null) {
            LogWanted part =
                    new LogWanted(relay.draw(), place.attempt, range.from(), false, place.job, range.length(), null);
            if (relay(context, place, part, brought -> LogAnswer.bytes(context, brought, part))) {
                return;
            }
        }
        LogWanted wanted = new LogWanted(relay.draw(), place.attempt, from, follow, place.job, null, null);
        relay(context, place, wanted, brought -> LogAnswer.bytes(context, brought, wanted));
    }

    private void search(Context context) throws Exception {
        Parameters parameters = Parameters.of(context, "attempt", "regex", "text", "ignoreCase", "fromLine", "limit");
        LogSearch search = new LogSearch(
                pattern(parameters),
                parameters.flag("ignoreCase"),
                parameters.number("fromLine", 1, 1, Long.MAX_VALUE / 2),
                (int) parameters.number("limit", DEFAULT_LINES, 1, LogSearch.MOST_LINES));
        Place place = place(parameters);
        LogWanted wanted = new LogWanted(relay.draw(), place.attempt, 0, false, place.job, null, search);
        relay(context, place, wanted, brought -> {
            LogHead head = brought.head();
            if (head == null || head.kind() != LogHead.Kind.LINES) {
                throw new Refusing(Answer.problem(
                        501,
                        "worker-older",
                        "The worker cannot search",
                        "worker " + place.worker + " runs an earlier release, which does not search logs; read the"
                                + " whole log, or update it"));
            }
            byte[] found = brought.body().readNBytes(MOST_FOUND_BYTES);
            Answer.json(context, Json.read(new String(found, StandardCharsets.UTF_8), LogLines.class));
            return true;
        });
    }

    private static String pattern(Parameters parameters) {
        String regex = parameters.find("regex");
        String text = parameters.find("text");
        if ((regex == null) == (text == null)) {
            throw Refusing.badRequest("what is looked for stands in one of the query parameters 'regex' and 'text'");
        }
        String wanted = String.valueOf(regex == null ? text : regex);
        if (wanted.isEmpty() || wanted.length() > LogSearch.LONGEST_PATTERN) {
            throw Refusing.badRequest("what is looked for has " + wanted.length() + " characters; it has to have 1 to "
                    + LogSearch.LONGEST_PATTERN);
        }
        if (regex == null) {
            return LogPattern.literal(wanted);
        }
        String problem = LogPattern.problemWith(wanted);
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("query parameter 'regex' " + problem);
        }
        return wanted;
    }

    /** Answers with what a worker has brought; says whether it did. */
    private interface Reader {
        boolean read(LogRelay.Brought brought) throws IOException;
    }

    private boolean relay(Context context, Place place, LogWanted wanted, Reader reader) throws IOException {
        LogRelay.Meeting meeting = relay.open(wanted.ticket());
        try (QuietConnection connection = QuietConnection.of(context)) {
            if (!links.logWanted(place.worker, wanted)) {
                throw away(place);
            }
            LogRelay.Brought brought = brought(meeting, place);
            LogAnswer.checkBrought(brought);
            try {
                return reader.read(brought);
            } catch (IOException broken) {
                // Whoever reads must not take what came for all that there is.
                connection.breakOff();
                throw broken;
            }
        } finally {
            relay.take(wanted.ticket());
            meeting.finish();
        }
    }

    private static LogRelay.Brought brought(LogRelay.Meeting meeting, Place place) {
        try {
            return meeting.bytes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw away(place);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusing.busy("the dispatcher is stopping");
        }
    }

    private static Refusing away(Place place) {
        AttemptRef attempt = place.attempt;
        return new Refusing(Answer.problem(
                503,
                "worker-away",
                "The worker is away",
                "worker " + place.worker + ", which has the log of attempt " + attempt
                        + ", is not connected or does not answer; the log is there as job-" + place.job + "/command-"
                        + attempt.command() + ".attempt-" + attempt.attempt()
                        + ".log, or in the site's shared folder for logs if it has one"));
    }

    private void bring(Context context) throws IOException {
        LogRelay.Meeting meeting = relay.take(context.pathParam("ticket"));
        if (meeting == null) {
            throw Refusing.notFound("no-reader", "nobody waits for this log any more");
        }
        try (QuietConnection _ = QuietConnection.of(context)) {
            LogHead head = LogHead.find(context::header);
            meeting.bring(new LogRelay.Brought(head, context.req().getInputStream()));
        }
        context.status(204);
    }
}
