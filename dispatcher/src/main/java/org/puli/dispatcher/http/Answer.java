package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.util.List;
import org.puli.api.json.Json;
import org.puli.api.view.Problem;

/** Writes answers. Stateless. */
final class Answer {
    private Answer() {}

    static void json(Context context, Object value) {
        context.contentType("application/json").result(Json.writeBytes(value));
    }

    static void problem(Context context, Problem problem) {
        context.status(problem.status());
        if (problem.status() == 503) {
            context.header("Retry-After", "1");
        }
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.contentType("application/problem+json").result(Json.writeBytes(problem));
    }

    static Problem problem(int status, String type, String title, String detail) {
        return new Problem(type, title, status, detail, List.of());
    }
}
