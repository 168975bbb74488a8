package org.puli.worker.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import org.puli.api.client.LeaderHint;
import org.puli.api.tls.ClientTls;

/** Why there was no connection to be had, in words, and whether another try in a moment may help. Stateless. */
final class LinkFailures {
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private LinkFailures() {}

    /** The failure of a handshake; one that another try would not change is a {@link LinkRefused}. */
    static IOException of(Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException refused -> answered(refused);
            case HttpTimeoutException late -> new IOException("no answer in time", late);
            case ConnectException away when away.getMessage() == null -> new IOException("connection refused", away);
            default -> broken(cause);
        };
    }

    private static IOException broken(Throwable cause) {
        String ofTls = ClientTls.reason(cause);
        String words = ofTls != null ? ofTls : cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return ClientTls.isForGood(cause) ? new LinkRefused(words, cause) : new IOException(words, cause);
    }

    private static IOException answered(WebSocketHandshakeException refused) {
        HttpResponse<?> answer = refused.getResponse();
        int status = answer.statusCode();
        String words = answer.headers().firstValue("Puli-Refusal").orElse("");
        String reason = "it answered " + status
                + (status == UNAUTHORIZED ? " (the worker token is missing or wrong)" : " to the handshake")
                + (words.isEmpty() ? "" : ": " + words);
        String leader = answer.headers().firstValue(LeaderHint.HEADER).orElse("");
        if (status == UNAVAILABLE && !leader.isEmpty()) {
            return new LinkElsewhere(reason, leader, refused);
        }
        // A proxy whose dispatcher is away answers with 502 to 504, and a dispatcher that is too busy with 503.
        return status >= FIRST_SERVER_ERROR ? new IOException(reason, refused) : new LinkRefused(reason, refused);
    }
}
