package org.puli.worker.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.puli.api.sync.LogHead;

/** The one request that brings a log, or words about it, to whoever has drawn a ticket. For one thread. */
final class LogPost {
    private final WebSocketLink link;
    private final URI server;
    private final String ticket;

    LogPost(WebSocketLink link, URI server, String ticket) {
        this.link = link;
        this.server = server;
        this.ticket = ticket;
    }

    void words(LogHead.Kind kind, String words) throws IOException, InterruptedException, ExecutionException {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        bytes(LogHead.words(kind), new ByteArrayInputStream(bytes), () -> {});
    }

    /** Sends a body and waits until the reader has had it; {@code gone} is told when nobody reads any more. */
    void bytes(LogHead head, InputStream stream, Runnable gone)
            throws IOException, InterruptedException, ExecutionException {
        LogBody body = new LogBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/workers/logs/" + ticket))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.fromPublisher(body));
        head.headers().forEach(request::header);
        String token = link.token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = link.client().sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        var _ = answer.whenComplete((done, failure) -> {
            gone.run();
            body.abandon();
        });
        body.copy(stream);
        answer.get();
    }
}
