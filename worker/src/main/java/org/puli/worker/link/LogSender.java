package org.puli.worker.link;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import org.puli.api.sync.LogWanted;
import org.puli.worker.run.LogFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends logs that somebody wants to read, each in a request of its own on a virtual thread, so that no log ever stands
 * in the way of a report.
 */
public final class LogSender {
    private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);

    private final WebSocketLink link;
    private final LogFiles logs;

    /** A sender of these logs to the dispatcher that the link is connected to. */
    public LogSender(WebSocketLink link, LogFiles logs) {
        this.link = link;
        this.logs = logs;
    }

    /** Starts to send a log; returns at once. */
    public void send(LogWanted wanted) {
        URI server = link.findServer();
        if (server != null) {
            LinkThreads.startVirtual("log-" + wanted.attempt(), () -> post(server, wanted));
        }
    }

    private void post(URI server, LogWanted wanted) {
        try (LogStream stream = LogStream.open(logs, wanted)) {
            LogBody body = new LogBody();
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            server.resolve("/api/v1/workers/logs/" + wanted.ticket()))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.fromPublisher(body));
            String token = link.token();
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            var answer = link.client().sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
            var _ = answer.whenComplete((done, failure) -> {
                stream.stop();
                body.abandon();
            });
            body.copy(stream);
            answer.get();
        } catch (IOException | ExecutionException e) {
            // Mostly the reader has gone away, which is how following a log ends.
            LOG.debug("The log of attempt {} was not sent to its end: {}", wanted.attempt(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
