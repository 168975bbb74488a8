package org.puli.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.puli.api.json.Json;
import org.puli.api.view.Page;
import org.puli.api.view.Problem;

/** A dispatcher that gives prepared answers, and the command line run against it in this process. */
final class FixedFarm implements AutoCloseable {
    /** What a verb wrote and how it ended. */
    record Ran(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    private record Answer(int status, String type, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FixedFarm() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What a request without its query is answered with. */
    FixedFarm on(String request, Object view) {
        answers.put(request, new Answer(200, "application/json", Json.write(view)));
        return this;
    }

    /** The same for what is made anew. */
    FixedFarm onNew(String request, Object view) {
        answers.put(request, new Answer(201, "application/json", Json.write(view)));
        return this;
    }

    /** The submission keys that were sent. */
    List<String> keys() {
        return keys;
    }

    FixedFarm onList(String request, Object... views) {
        return on(request, new Page<>(List.of(views), views.length, 0));
    }

    FixedFarm onText(String request, String type, String text) {
        answers.put(request, new Answer(200, type, text));
        return this;
    }

    FixedFarm refuse(String request, int status, String type, String detail) {
        String body = Json.write(new Problem(type, "No", status, detail, List.of()));
        answers.put(request, new Answer(status, "application/problem+json", body));
        return this;
    }

    /** What a request is answered with whose body has faults. */
    FixedFarm refuse(String request, Problem.Fault... faults) {
        Problem problem = new Problem("bad-pool", "The pool has faults", 400, faults[0].toString(), List.of(faults));
        answers.put(request, new Answer(400, "application/problem+json", Json.write(problem)));
        return this;
    }

    /** Requests with their queries, and the bodies of those that have one. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
        keys.addAll(exchange.getRequestHeaders().getOrDefault("Puli-Submission-Key", List.of()));
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Answer answer = answers.getOrDefault(
                request,
                new Answer(
                        404,
                        "application/problem+json",
                        Json.write(new Problem("unknown", "No", 404, "nothing at " + request, List.of()))));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Runs a verb against this farm. */
    Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int end = all.contains("--") ? all.indexOf("--") : all.size();
        all.addAll(
                end,
                List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort()));
        return alone(all.toArray(String[]::new));
    }

    /** Runs a verb that needs no farm. */
    static Ran alone(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
