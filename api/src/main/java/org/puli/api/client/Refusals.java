package org.puli.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.puli.api.json.Json;
import org.puli.api.tls.ClientTls;
import org.puli.api.view.Problem;

/** Reads answers that say no, also from servers that are no dispatcher. Stateless. */
final class Refusals {
    private static final int LONGEST = 8 << 20;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final long USUAL_WAIT_MILLIS = 500;

    private Refusals() {}

    static FarmRefusal read(HttpResponse<InputStream> answer, URI server) throws IOException {
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
            String type = answer.headers().firstValue("Content-Type").orElse("nothing");
            if (!type.startsWith("application/problem+json")) {
                return stranger(server, "it answered " + answer.statusCode() + " with " + type);
            }
            return new FarmRefusal(Json.read(text, Problem.class));
        } catch (IllegalArgumentException e) {
            return stranger(server, String.valueOf(e.getMessage()));
        }
    }

    /** Something answers there, but not as a dispatcher would. */
    static FarmRefusal stranger(URI server, String why) {
        return new FarmRefusal(new Problem(
                "not-puli",
                "This is not a Puli dispatcher",
                502,
                "what answers at " + server + " is not a Puli dispatcher: " + why
                        + "; name the right one with --server or PULI_SERVER",
                List.of()));
    }

    /** How long a busy server asks to be left alone. */
    static long waitMillis(HttpResponse<?> answer) {
        String text = answer.headers().firstValue("Retry-After").orElse("");
        return text.matches("\\d{1,6}")
                ? Math.min(LONGEST_WAIT_MILLIS, 1_000 * Long.parseLong(text))
                : USUAL_WAIT_MILLIS;
    }

    /** What went wrong on the way, in few words. */
    static String reason(IOException failure) {
        String ofTls = ClientTls.reason(failure);
        if (ofTls != null) {
            return ofTls;
        }
        return switch (failure) {
            case HttpTimeoutException late -> "no answer in time";
            case ConnectException refused -> "connection refused";
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
