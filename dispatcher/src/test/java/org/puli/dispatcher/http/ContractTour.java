package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.puli.api.json.Json;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** Asks a dispatcher for one thing of each kind, well and badly, and keeps what it answered. */
final class ContractTour {
    /** A job with everything that a view can show. */
    static final String JOB = "{\"name\": \"tour\", \"priority\": 60, \"tags\": {\"shot\": \"sh010\"}, "
            + "\"environment\": {\"A\": \"b\"}, \"tasks\": [{\"name\": \"t\", \"command\": [\"a\", \"{frame}\"], "
            + "\"frames\": \"1-4\", \"chunk\": 2, \"timeout\": \"90s\", \"licenses\": [\"nuke\"], \"memory\": \"1M\", "
            + "\"gpus\": 0, \"requirements\": {\"tags\": []}, \"retryDelay\": \"5s\", \"exitCodes\": {\"free\": [99]}, "
            + "\"licenseFailure\": {\"exitCodes\": [210]}, "
            + "\"workingDirectory\": \"/work\"}], \"groups\": [{\"name\": \"g\", \"after\": \"t\", "
            + "\"tags\": {\"pass\": \"beauty\"}, \"arguments\": {\"root\": \"/out\"}, \"tasks\": "
            + "[{\"name\": \"u\", \"shell\": true, \"commands\": [\"x\", \"y\"]}]}]}";

    private static final String JOBS = "/api/v1/jobs";
    private static final String LICENSES = "/api/v1/licenses";
    private static final String WORKER = "/api/v1/workers/w1";

    private final RunningDispatcher dispatcher;
    private final String workerToken;
    private final List<Exchange> exchanges = new ArrayList<>();

    /** A request without its query, and what came back. */
    record Exchange(String request, HttpResponse<String> answer) {
        @Override
        public String toString() {
            return request + " " + answer.statusCode();
        }
    }

    ContractTour(RunningDispatcher dispatcher, String workerToken) {
        this.dispatcher = dispatcher;
        this.workerToken = workerToken;
    }

    List<Exchange> go() throws Exception {
        farm();
        try (SimLink link = SimLink.open(dispatcher, "w1").report()) {
            await().until(() -> dispatcher.get(WORKER).statusCode() == 200);
            running(link);
        }
        String log = "/api/v1/commands/" + command() + "/log";
        ask("GET", log, "");
        ask("GET", log + "/lines?regex=(", "");
        ask("GET", log + "/lines?text=x", "");
        ask("GET", "/api/v1/commands/" + command() + "/why", "");
        ask("GET", JOBS + "/1/why", "");
        ask("GET", WORKER + "/why", "");
        ask("GET", JOBS + "/999/why", "");
        paths();
        verbs();
        refusals();
        dispatcher.loseWhoIsSilent();
        await().until(() -> dispatcher.get(WORKER).body().contains("LOST"));
        ask("DELETE", WORKER, "");
        return exchanges;
    }

    private void pools() throws Exception {
        String pools = "/api/v1/pools";
        ask("POST", pools, "{\"name\": \"night\", \"reservationLimit\": 2, \"ageBoost\": 0.125}");
        ask("POST", pools, "{\"name\": \"night\", \"reservationLimit\": 3}");
        ask("PUT", pools + "/night", "{\"shares\": [{\"name\": \"a\", \"tags\": {\"prod\": [\"x\"]}, \"max\": 4}]}");
        ask("PUT", pools + "/night", "{\"preempt\": \"oldest\", \"preemptGrace\": \"90s\"}");
        ask("PUT", pools + "/night", "{\"preempt\": \"newest\"}");
        ask("PUT", pools + "/night/shares/b", "{\"owners\": [\"ada\"], \"weight\": 2}");
        ask("PUT", pools + "/night/shares/b", "{\"owners\": [\"ada\"], \"weight\": 2, \"min\": 0.0, \"max\": 0.0}");
        ask("PUT", pools + "/night/shares/b", "{\"weight\": 0}");
        ask("PUT", pools + "/night/shares/c", "{\"weight\": 2}");
        ask("GET", pools + "/night", "");
        ask("POST", pools + "/night/workers", "{\"add\": [\"nobody\"]}");
        ask("POST", pools + "/night/workers", "{}");
        ask("DELETE", pools + "/night/shares/b", "");
        ask("DELETE", pools + "/night/shares/rest", "");
        ask("DELETE", pools + "/night", "");
        ask("DELETE", pools + "/default", "");
    }

    private void power() throws Exception {
        String equipment =
                "{\"gpus\":0,\"gpuMemoryBytes\":0,\"performance\":1," + "\"wakeAddresses\":[\"52:54:00:12:34:56\"]}";
        String report = "{\"protocol\":1,\"worker\":\"w3\",\"bootId\":\"b\",\"number\":1,"
                + "\"ordersSeen\":{\"epoch\":0,\"number\":0},\"facts\":{\"cores\":1,\"memoryBytes\":0,"
                + "\"platform\":\"p\",\"version\":\"1\",\"equipment\":" + equipment + "}}";
        try (SimLink link = SimLink.open(dispatcher, "w3").frame(report)) {
            assertThat(link.message().orders()).isNotNull();
            ask("POST", "/api/v1/workers/w3/wake", "");
            ask("POST", "/api/v1/workers/w3/sleep", "");
            assertThat(link.message().orders().sleep()).isTrue();
        }
    }

    private void paths() throws Exception {
        String films = "/api/v1/paths/films";
        ask(
                "PUT",
                films,
                "{\"linux\": \"/mnt/films\", \"windows\": \"F:/\", \"lists\": true, \"pools\": [\"default\"]}");
        ask("PUT", films, "{\"linux\": \"films\", \"win\": 1}");
        ask("PUT", films, "{\"linux\": \"/mnt/films\", \"pools\": [\"nowhere\"]}");
        ask("PUT", "/api/v1/paths/other", "{\"linux\": \"/mnt/films\"}");
        ask("PUT", "/api/v1/paths/a%20b", "{\"linux\": \"/mnt/films\"}");
        ask("GET", "/api/v1/paths", "");
        ask("POST", "/api/v1/paths/tests?pool=default", "");
        ask("POST", "/api/v1/paths/tests?pool=nowhere", "");
        ask("GET", "/api/v1/paths/tests?pool=default", "");
        ask("GET", "/api/v1/paths/tests?pool=nowhere", "");
        ask("POST", WORKER + "/paths", "{\"values\": [\"F:/a\", \"x\"], \"command\": " + command() + "}");
        ask("POST", WORKER + "/paths", "{\"values\": 1}");
        ask("POST", WORKER + "/paths", "{\"command\": 999999}");
        ask("POST", "/api/v1/workers/w2/paths", "");
        ask("DELETE", films, "");
    }

    private HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        HttpResponse<String> answer = dispatcher.send(
                method, path, BodyPublishers.ofString(body), RunningDispatcher.typed("application/json", headers));
        return keep(method, path, answer);
    }

    private HttpResponse<String> keep(String method, String path, HttpResponse<String> answer) {
        exchanges.add(new Exchange(method + " " + path.replaceAll("\\?.*", ""), answer));
        return answer;
    }

    private void farm() throws Exception {
        ask("GET", "/openapi.json", "");
        ask("PUT", LICENSES + "/nuke", "{\"count\": 5}");
        ask("PUT", LICENSES + "/nuke/outside", "{\"used\": 1, \"seconds\": 60}");
        ask("PUT", LICENSES + "/none/outside", "{\"used\": 1, \"seconds\": 60}");
        ask("GET", LICENSES, "");
        ask("GET", "/api/v1/farm", "");
        ask("GET", "/api/v1/health", "");
        pools();
        ask("POST", "/api/v1/farm/reload", "");
        ask("GET", "/api/v1/leader", "");
        ask("GET", "/api/v1/leader?leading=true", "");
        ask("GET", "/api/v1/leader?leading=maybe", "");
        ask("POST", "/api/v1/leader/handover", "");
        ask("POST", "/api/v1/leader/handover", "{\"to\": 5}");
        ask("POST", JOBS, JOB.replace("\"tour\"", "\"tour\", \"pool\": \"nowhere\""));
    }

    /** The number of the newest job, or of its first command. */
    private static String id(HttpResponse<String> answer) {
        return answer.body().replaceAll("(?s).*?\"id\":(\\d+).*", "$1");
    }

    private String job() throws Exception {
        return JOBS + "/" + id(dispatcher.get(JOBS + "?name=tour"));
    }

    private String task() throws Exception {
        String body = dispatcher.get(job()).body();
        return "/api/v1/tasks/" + body.replaceAll("(?s).*\"tasks\":\\[\\{\"id\":(\\d+).*", "$1");
    }

    private String command() throws Exception {
        return id(dispatcher.get(job() + "/commands"));
    }

    private void running(SimLink link) throws Exception {
        ask("POST", JOBS, JOB, "Puli-Submission-Key", "tour");
        ask("POST", JOBS + "?copyOf=1", JOB, "Puli-Submission-Key", "tour");
        RunOrder order = link.order();
        link.report(OrdersNumber.NONE, List.of(SimLink.running(order)), List.of());
        String command = "/api/v1/commands/" + order.attempt().command();
        await().until(() -> dispatcher.get(command).body().contains("\"RUNNING\""));
        look(command);
        ask("DELETE", job(), "");
        log(link, command + "/log");
        fail(link, order, command);
        look(command);
    }

    private void look(String command) throws Exception {
        ask("GET", command, "");
        ask("GET", command + "/attempts", "");
        ask("GET", JOBS + "?status=running&offset=0&limit=5", "");
        ask("GET", JOBS, "");
        ask("GET", job(), "");
        ask("GET", job() + "/spec", "");
        ask("GET", job() + "/commands", "");
        ask("GET", WORKER, "");
        ask("GET", "/api/v1/workers", "");
        ask("GET", "/api/v1/pools", "");
        ask("GET", LICENSES, "");
        ask("GET", "/api/v1/farm", "");
        ask("GET", "/api/v1/audit?limit=3", "");
        ask("GET", "/api/v1/usage?by=day,owner,pool,production,job,status&zone=Europe/Paris", "");
        pools();
    }

    private void log(SimLink link, String path) throws Exception {
        String bytes = "Puli-Log=BYTES Puli-Log-Start=0 Puli-Log-Size=8 Puli-Log-Ended=true";
        brought(link, path, "", "frame 1\n", "");
        brought(link, path, "Range=bytes=0-99", "frame 1\n", bytes);
        brought(link, path, "Range=bytes=8-", "", bytes.replace("Start=0", "Start=8"));
        for (String kind : List.of("NONE", "REMOVED", "AWAY", "BUSY")) {
            brought(link, path, "", "words", bytes.replace("BYTES", kind));
        }
        String lines = Json.write(new LogLines(1, List.of(new LogLine(2, 8, "x")), 2, true));
        brought(link, path + "/lines?text=x", "", lines, bytes.replace("BYTES", "LINES"));
        brought(link, path + "/lines?regex=x", "", "x", "");
    }

    /** Asks for a log, and brings it twice. */
    private void brought(SimLink link, String path, String asked, String body, String head) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(dispatcher.uri(path));
        pairs(asked, request::header);
        var reader = dispatcher.client().sendAsync(request.build(), BodyHandlers.ofString());
        List<LogWanted> wishes = List.of();
        while (wishes.isEmpty()) {
            wishes = link.message().logsWanted();
        }
        String ticket = "/api/v1/workers/logs/" + wishes.getFirst().ticket();
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/octet-stream"));
        pairs(head, (name, value) -> headers.addAll(List.of(name, value)));
        for (int i = 0; i < 2; i++) {
            String[] all = headers.toArray(String[]::new);
            keep("POST", ticket, dispatcher.send("POST", ticket, BodyPublishers.ofString(body), all));
        }
        keep("GET", path.replaceAll("\\?.*", ""), reader.join());
    }

    private static void pairs(String text, BiConsumer<String, String> pair) {
        for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = each.split("=", 2);
            pair.accept(parts[0], parts[1]);
        }
    }

    private void fail(SimLink link, RunOrder order, String command) throws Exception {
        link.report(
                OrdersNumber.NONE,
                List.of(),
                List.of(new EndedRun(
                        order.attempt(),
                        order.leaseId(),
                        EndedRun.Outcome.FAILED,
                        1,
                        null,
                        "exit code 1",
                        1,
                        2,
                        3,
                        4,
                        null,
                        0,
                        0)));
        await().until(() -> dispatcher.get(command).body().contains("\"FAILED\""));
    }

    private void verbs() throws Exception {
        ask("POST", WORKER + "/pause", "{\"reason\": \"new disk\"}");
        ask("GET", "/api/v1/workers?status=lost&pool=default", "");
        ask("POST", WORKER + "/resume", "");
        ask("POST", WORKER + "/drain", "{\"reason\": \"new disk\"}");
        ask("POST", WORKER + "/quarantine", "{\"reason\": \"it smells\"}");
        ask("POST", WORKER + "/resume", "");
        ask("POST", WORKER + "/release", "");
        ask("POST", WORKER + "/sleep", "");
        power();
        ask("PATCH", WORKER, "{\"cores\": 2, \"memory\": \"1G\", \"tags\": {\"gpu\": true, \"old\": null}}");
        ask("GET", WORKER, "");
        ask("DELETE", WORKER, "");
        for (String verb : List.of("pause", "resume", "cancel", "retry", "skip", "done")) {
            ask("POST", task() + "/" + verb, "");
        }
        ask("POST", "/api/v1/commands/" + command() + "/pause?running=requeue", "");
        ask("POST", "/api/v1/commands/" + command() + "/resume?cascade=true", "");
        for (String verb : List.of("cancel", "retry", "skip", "done")) {
            ask("POST", "/api/v1/commands/" + command() + "/" + verb + "?cascade=true", "");
        }
        ask("POST", job() + "/pause?task=t&running=requeue&cascade=true", "");
        ask("POST", job() + "/resume?task=t", "");
        ask("POST", job() + "/pause?task=g&taskTag=pass=beauty", "");
        ask("POST", job() + "/skip?taskTag=nothing", "");
        ask("POST", job() + "/resume?now=true", "");
        ask("POST", job() + "/resume?now=true&frames=1", "");
        ask("POST", job() + "/pause?status=ready&frames=1&numbers=1-9", "");
        ask("POST", job() + "/pause?frames=1&cascade=true", "");
        ask("POST", job() + "/skip?task=t&status=ready&frames=1&numbers=1-9", "");
        ask("POST", job() + "/done", "");
        ask("PATCH", job(), "{\"priority\": 61, \"tags\": {\"shot\": null}}");
        ask("PATCH", job(), "{\"strategy\": \"fair\"}");
        ask("PATCH", task(), "{\"cores\": 2, \"priority\": 70, \"weight\": 0.5, \"maxWorkers\": null}");
        ask("PUT", job() + "/blocklist", "{\"worker\": \"w1\", \"task\": \"t\"}");
        ask("GET", job(), "");
        ask("GET", job() + "/blocklist", "");
        ask("DELETE", job() + "/blocklist?worker=w1", "");
        ask("POST", job() + "/retry?scope=all", "");
        ask("POST", job() + "/cancel", "");
        history();
        dispatcher.submit(RunningDispatcher.JOB.replace("\"j\"", "\"tour 2\", \"paused\": true"));
        ask("GET", JOBS + "?name=tour", "");
        ask("GET", "/api/v1/commands/" + command() + "/log", "");
        for (String verb : List.of("pause", "resume", "cancel", "retry", "skip", "done")) {
            ask("POST", JOBS + "/" + verb + "?name=tour 2&pool=default&jobs=1-999".replace(" ", "%20"), "");
        }
        ask("PATCH", JOBS + "?owner=ada&jobStatus=done", "{\"priority\": 62}");
        ask("DELETE", JOBS + "?jobs=777", "");
        ask("DELETE", job(), "");
    }

    private void refusals() throws Exception {
        ask("POST", JOBS, "{\"name\": \"j\", \"tasks\": [{\"nmae\": \"t\"}], \"x\": 1}");
        ask("GET", JOBS + "?limit=501", "");
        ask("GET", JOBS + "/999", "");
        ask("GET", JOBS + "/999/spec", "");
        ask("POST", "/api/v1/tasks/999/cancel", "");
        ask("POST", JOBS + "/x/pause", "");
        ask("GET", job() + "/commands?task=nothing", "");
        ask("PUT", job() + "/blocklist", "{\"worker\": \"w9\"}");
        ask("PUT", job() + "/blocklist", "{}");
        ask("DELETE", job() + "/blocklist?task=nothing", "");
        ask("GET", "/api/v1/commands/999999", "");
        ask("GET", "/api/v1/workers/w2", "");
        ask("GET", "/api/v1/live?jobs=", "");
        ask("GET", "/api/v1/live?jobs=999", "");
        ask("PUT", LICENSES + "/NUKE", "{\"count\": 1}");
        ask("PUT", LICENSES + "/nuke", " ".repeat(BodyFields.LARGEST + 1));
        ask("GET", "/api/v1/farm", "", "Authorization", "Bearer " + "x".repeat(40));
        ask("GET", "/api/v1/farm", "", "Authorization", "Bearer " + workerToken);
        for (String address : List.of(JOBS, WORKER + "/pause", LICENSES + "/nuke")) {
            String method = address.startsWith(LICENSES) ? "PUT" : "POST";
            keep(
                    method,
                    address,
                    dispatcher.send(
                            method,
                            address,
                            BodyPublishers.ofString("x"),
                            RunningDispatcher.typed("application/octet-stream")));
        }
    }

    private void history() throws Exception {
        String id = dispatcher.submit(RunningDispatcher.JOB.replace("\"j\"", "\"gone\""));
        ask("POST", JOBS + "/" + id + "/archive", "");
        ask("POST", JOBS + "/" + id + "/cancel", "");
        ask("POST", JOBS + "/" + id + "/archive", "");
        ask("GET", JOBS + "/" + id, "");
        ask("DELETE", JOBS + "/" + id, "");
        ask("GET", JOBS + "?history=deleted", "");
        ask("POST", JOBS + "/" + id + "/undelete", "");
        ask("POST", JOBS + "/999/undelete", "");
        ask("POST", JOBS + "/archive?owner=nobody", "");
        ask("POST", JOBS + "/undelete?owner=nobody", "");
        ask("GET", JOBS + "?history=archived&since=1", "");
    }
}
