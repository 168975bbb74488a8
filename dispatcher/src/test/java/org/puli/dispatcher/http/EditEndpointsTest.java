package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.json.Json;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.view.JobView;
import org.puli.dispatcher.RunningDispatcher;

class EditEndpointsTest {
    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
    }

    @AfterAll
    static void stop() {
        dispatcher.close();
    }

    private static HttpResponse<String> patch(String path, String body) throws Exception {
        return dispatcher.send(
                "PATCH", path, BodyPublishers.ofString(body), RunningDispatcher.typed("application/json"));
    }

    private static String submit() throws Exception {
        return "/api/v1/jobs/"
                + dispatcher.submit("{\"name\": \"j\", \"tags\": {\"a\": \"1\"}, \"tasks\": [{\"name\": "
                        + "\"t\", \"command\": [\"r\"]}], \"groups\": [{\"name\": \"g\", \"tasks\": [{\"name\": \"u\", "
                        + "\"command\": [\"s\"]}]}]}");
    }

    @Test
    void aJobAndItsTasksAreEditedAndStayThatWay() throws Exception {
        String job = submit();
        String body = "{\"priority\": 80, \"maxWorkers\": 10, \"tags\": {\"a\": null, \"b\": \"2\"}, \"cores\": 3}";
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = patch(job, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JobView view = Json.read(answer.body(), JobView.class);
            assertThat(view.priority()).isEqualTo(80);
            assertThat(view.maxWorkers()).isEqualTo(10);
            assertThat(view.tags()).containsOnlyKeys("b");
            assertThat(view.tasks())
                    .allSatisfy(task -> assertThat(task.settings().cores()).isEqualTo(3));
        }
        JobView view = Json.read(dispatcher.get(job).body(), JobView.class);
        assertThat(patch("/api/v1/tasks/" + view.groups().getFirst().id(), "{\"attempts\": 5}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(patch("/api/v1/tasks/" + view.tasks().getFirst().id(), "{\"command\": [\"q\"]}")
                        .statusCode())
                .isEqualTo(200);
        JobSpec spec = Json.read(dispatcher.get(job + "/spec").body(), JobSpec.class);
        assertThat(spec.priority()).isEqualTo(80);
        assertThat(spec.groups().getFirst().settings().attempts()).isEqualTo(5);
        assertThat(spec.tasks().getFirst().command().arguments()).containsExactly("q");
        assertThat(dispatcher.get("/api/v1/jobs?limit=1").body()).contains("\"priority\":80");
        assertThat(dispatcher.rows().get("job_spec")).contains("\"priority\":80");
        String audit =
                dispatcher.get("/api/v1/audit?job=" + job.replaceAll(".*/", "")).body();
        assertThat(audit)
                .contains("\"total\":4", "task g of job", "{\\\"attempts\\\":5}", "{\\\"command\\\":[\\\"r\\\"]}");
    }

    @Test
    void anEditThatTurnsBoundsUpsideDownIsRefused() throws Exception {
        String job = submit();
        assertThat(patch(job, "{\"timeout\": \"5m\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = patch(job, "{\"minTime\": \"10m\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("task 't': minTime 10m is more than timeout 5m", "task 'u': minTime 10m");
        JobView view = Json.read(dispatcher.get(job).body(), JobView.class);
        HttpResponse<String> task =
                patch("/api/v1/tasks/" + view.tasks().getFirst().id(), "{\"minTime\": \"6m\"}");
        assertThat(task.statusCode()).isEqualTo(400);
        assertThat(task.body())
                .contains("task 't': minTime 6m is more than timeout 5m")
                .doesNotContain("'u'");
    }

    @Test
    void theOrderOfAJobAndOfWhatIsInItIsEditedAndStaysThatWay() throws Exception {
        String job = submit();
        JobView view = Json.read(dispatcher.get(job).body(), JobView.class);
        String task = "/api/v1/tasks/" + view.tasks().getFirst().id();
        String group = "/api/v1/tasks/" + view.groups().getFirst().id();
        assertThat(patch(job, "{\"strategy\": \"weighted\"}").statusCode()).isEqualTo(200);
        assertThat(patch(task, "{\"priority\": 70, \"weight\": 2.5, \"maxWorkers\": 3}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(patch(group, "{\"strategy\": \"as-is\", \"maxWorkers\": 2}").statusCode())
                .isEqualTo(200);
        JobSpec spec = Json.read(dispatcher.get(job + "/spec").body(), JobSpec.class);
        assertThat(spec.strategy()).isEqualTo(Strategy.WEIGHTED);
        assertThat(spec.tasks().getFirst().precedence()).isEqualTo(new Precedence(70, 2.5, 3));
        assertThat(spec.groups().getFirst().strategy()).isEqualTo(Strategy.AS_IS);
        assertThat(spec.groups().getFirst().precedence()).isEqualTo(new Precedence(50, 1, 2));
        HttpResponse<String> refused = patch(group, "{\"strategy\": \"best\", \"priority\": 101}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"pointer\":\"/strategy\"", "\"pointer\":\"/priority\"", "fifo, as-is");
        assertThat(Json.read(dispatcher.get(job + "/spec").body(), JobSpec.class))
                .isEqualTo(spec);
    }

    @Test
    void timesThatAreWaitedForAreEditedAndStayThatWay() throws Exception {
        String job = "/api/v1/jobs/"
                + dispatcher.submit("{\"name\": \"j\", \"after\": {\"delay\": \"1h\"}, \"tasks\": [{\"name\": \"t\", "
                        + "\"command\": [\"r\"]}, {\"name\": \"u\", \"after\": \"t\", \"command\": [\"s\"]}]}");
        assertThat(job(job).counts().blocked()).isEqualTo(2);
        assertThat(patch(job, "{\"after\": []}").statusCode()).isEqualTo(200);
        assertThat(job(job).counts().ready()).isEqualTo(1);
        String second = "/api/v1/tasks/" + job(job).tasks().getLast().id();
        HttpResponse<String> later = patch(second, "{\"after\": {\"delay\": \"3h\"}}");
        assertThat(later.statusCode()).as(later.body()).isEqualTo(200);
        HttpResponse<String> refused = patch(second, "{\"after\": {\"file\": \"/shots/rig\"}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"pointer\":\"/after\"", "only times can be changed");
        assertThat(dispatcher.rows().get("job_spec"))
                .contains("\"after\":[{\"task\":\"t\",\"outcome\":\"DONE\"},{\"delay\":\"PT3H\"}]");
        dispatcher.post(job + "/done?task=t", "");
        assertThat(job(job).tasks().getLast().counts().blocked()).isEqualTo(1);
        assertThat(dispatcher.get(job + "/why").body()).contains("waits for");
    }

    private static JobView job(String path) throws Exception {
        return Json.read(dispatcher.get(path).body(), JobView.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"priority": 101, "weight": -1} | 400 | bad-job
            {"pool": "nowhere"}             | 422 | unknown-pool
            {"licenses": ["mari"]}          | 422 | unknown-license
            {"paused": true}                | 400 | pause and resume are verbs
            x                               | 400 | not JSON
            """)
    void whatIsWrongIsToldAndNothingIsHalfApplied(String body, int status, String said) throws Exception {
        String job = submit();
        String before = dispatcher.get(job).body();
        HttpResponse<String> answer = patch(job, body.replace("}", ", \"name\": \"k\"}"));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
        assertThat(dispatcher.get(job).body()).isEqualTo(before);
    }

    @Test
    void everyFaultIsTold() throws Exception {
        assertThat(patch(submit(), "{\"priority\": 101, \"weight\": -1}").body())
                .contains("\"pointer\":\"/priority\"", "\"pointer\":\"/weight\"")
                .doesNotContain("\"line\"");
    }

    @Test
    void aPatchHasItsLimitAndItsType() throws Exception {
        String job = submit();
        String most = "{\"priority\": 7" + " ".repeat(EditEndpoints.LARGEST - 15) + "}";
        assertThat(patch(job, most).statusCode()).isEqualTo(200);
        assertThat(patch(job, most + " ").statusCode()).isEqualTo(413);
        assertThat(dispatcher
                        .send("PATCH", job, BodyPublishers.ofString("{}"), RunningDispatcher.typed("text/yaml"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(patch("/api/v1/tasks/999999", "{}").statusCode()).isEqualTo(404);
        assertThat(patch("/api/v1/jobs/999999", "{}").statusCode()).isEqualTo(404);
    }
}
