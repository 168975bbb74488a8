package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.Json;
import org.puli.api.view.AuditView;
import org.puli.api.view.CommandView;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;
import org.puli.api.view.TaskView;
import org.puli.dispatcher.RunningDispatcher;
import tools.jackson.core.type.TypeReference;

class WorkEndpointsTest {
    private static final String JOB = "{\"name\": \"j\", \"tags\": {\"shot\": \"sh010\"}, \"tasks\": [{\"name\": "
            + "\"a\", \"command\": [\"r\", \"{frame}\"], \"frames\": \"1-10\"}, {\"name\": \"b\", \"after\": \"a\", "
            + "\"command\": [\"c\"]}]}";

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

    private static JobView post(String path) throws Exception {
        HttpResponse<String> answer = dispatcher.post(path, "", "Puli-User", "bea");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), JobView.class);
    }

    private static List<AuditView> audit(String query) throws Exception {
        String body = dispatcher.get("/api/v1/audit" + query).body();
        return Json.read(body, new TypeReference<Page<AuditView>>() {}).items();
    }

    @Test
    void tasksAreMeantByATagThatTheyCarry() throws Exception {
        String job = "/api/v1/jobs/"
                + dispatcher.submit(JOB.replace("\"name\": \"b\"", "\"name\": \"b\", \"tags\": {\"pass\": \"comp\"}")
                        .replace("\"name\": \"j\"", "\"name\": \"j\", \"arguments\": {\"root\": \"/out\"}"));
        JobView paused = post(job + "/pause?taskTag=pass%3Dcomp");
        assertThat(paused.tasks()).extracting(TaskView::paused).containsExactly(false, true);
        assertThat(paused.tasks().getLast().settings().tags()).hasToString("{pass=comp, shot=sh010}");
        assertThat(paused.tasks().getLast().settings().arguments()).hasToString("{root=/out}");
        assertThat(post(job + "/resume?taskTag=pass").tasks().getLast().paused())
                .isFalse();
        assertThat(post(job + "/skip?taskTag=shot&task=b").counts().skipped()).isEqualTo(1);
        assertThat(post(job + "/cancel?taskTag=shot%3Dsh010").counts().canceled())
                .isEqualTo(10);
        HttpResponse<String> none = dispatcher.post(job + "/cancel?taskTag=nothing", "");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("unknown-task", "there are no tasks with tag nothing of job");
        HttpResponse<String> many = dispatcher.post("/api/v1/jobs/retry?jobs=1-999&taskTag=pass&scope=all", "");
        assertThat(many.statusCode()).isEqualTo(200);
    }

    @Test
    void filtersLeaveThePartThatIsMeant() throws Exception {
        String job = "/api/v1/jobs/" + dispatcher.submit(JOB);
        assertThat(post(job + "/cancel?task=a&frames=1-3").counts().canceled()).isEqualTo(3);
        assertThat(post(job + "/skip?task=a&status=canceled&frames=3-9")
                        .counts()
                        .skipped())
                .isEqualTo(1);
        assertThat(post(job + "/retry?frames=1").counts().canceled()).isEqualTo(1);
        assertThat(post(job + "/done?task=a").counts().done()).isEqualTo(10);
        assertThat(post(job + "/retry?scope=all&task=a&cascade=true").counts().ready())
                .isEqualTo(10);
        assertThat(post(job + "/cancel?numbers=1-999999").status()).isEqualTo(Status.CANCELED);
    }

    @Test
    void tasksAndCommandsHaveAddressesOfTheirOwn() throws Exception {
        String job = dispatcher.submit(JOB);
        JobView view = Json.read(dispatcher.get("/api/v1/jobs/" + job).body(), JobView.class);
        String task = "/api/v1/tasks/" + view.tasks().getFirst().id();
        assertThat(post(task + "/pause?running=requeue").tasks().getFirst()).satisfies(paused -> {
            assertThat(paused.status()).isEqualTo(Status.PAUSED);
            assertThat(paused.paused()).isTrue();
        });
        assertThat(post(task + "/resume").tasks().getFirst().status()).isEqualTo(Status.READY);
        assertThat(post(task + "/cancel").counts().canceled()).isEqualTo(10);
        assertThat(post(task + "/retry").counts().ready()).isEqualTo(10);
        assertThat(post(task + "/skip?status=ready&frames=2").counts().skipped())
                .isEqualTo(1);
        assertThat(post(task + "/done").counts().done()).isEqualTo(10);
        String body = dispatcher.get("/api/v1/jobs/" + job + "/commands").body();
        var commands = Json.read(body, new TypeReference<Page<CommandView>>() {});
        String command = "/api/v1/commands/" + commands.items().getFirst().id();
        for (String verb : List.of("retry READY", "cancel CANCELED", "skip SKIPPED", "done DONE")) {
            String[] words = verb.split(" ", 2);
            HttpResponse<String> answer = dispatcher.post(command + "/" + words[0], "");
            assertThat(Json.read(answer.body(), CommandView.class).status()).isEqualTo(Status.valueOf(words[1]));
        }
    }

    @Test
    void singleCommandsArePausedByNumberOrByAFilter() throws Exception {
        String job = dispatcher.submit(JOB);
        post("/api/v1/jobs/" + job + "/pause?task=a&frames=2-3&running=requeue");
        String body = dispatcher.get("/api/v1/jobs/" + job + "/commands").body();
        var commands =
                Json.read(body, new TypeReference<Page<CommandView>>() {}).items();
        assertThat(commands).extracting(CommandView::paused).startsWith(false, true, true, false);
        String command = "/api/v1/commands/" + commands.getFirst().id();
        assertThat(one(command + "/pause").paused()).isTrue();
        assertThat(one(command + "/pause?running=kill").paused()).isTrue();
        assertThat(dispatcher.get(command + "/why").body()).contains("is paused itself", "puli command resume");
        assertThat(one(command + "/resume").paused()).isFalse();
        post("/api/v1/jobs/" + job + "/resume?cascade=true");
        assertThat(dispatcher.get("/api/v1/jobs/" + job + "/commands").body()).doesNotContain("\"paused\":true");
        HttpResponse<String> refused = dispatcher.post("/api/v1/jobs/" + job + "/pause?frames=1&cascade=true", "");
        assertThat(refused.statusCode()).isEqualTo(409);
    }

    private CommandView one(String path) throws Exception {
        return Json.read(dispatcher.post(path, "").body(), CommandView.class);
    }

    @Test
    void everythingThatChangesSomethingIsAuditedOnceUnderItsName() throws Exception {
        String id = dispatcher.submit(JOB);
        String job = "/api/v1/jobs/" + id;
        post(job + "/pause?task=b");
        post(job + "/pause?task=b");
        post(job + "/cancel?frames=1-2");
        dispatcher.delete(job, "Puli-User", "cyd");
        assertThat(audit("?job=" + id))
                .extracting(line -> line.user() + " " + line.verb() + " " + line.target() + ": " + line.after())
                .containsExactly(
                        "cyd delete job " + id + ": ",
                        "bea cancel job " + id + ", frames 1-2: 2 canceled",
                        "bea pause task b of job " + id + ": paused",
                        "anonymous submit job " + id + ": j, 11 commands");
        assertThat(audit("?job=" + id + "&user=bea&limit=1&offset=1"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.verb()).isEqualTo("pause");
                    assertThat(line.address()).isEqualTo("127.0.0.1");
                });
        assertThat(audit("?worker=nobody")).isEmpty();
        assertThat(audit("?since=99999999999999")).isEmpty();
        assertThat(audit(
                        "?job=" + id + "&since=" + audit("?job=" + id).getLast().at()))
                .hasSize(4);
    }

    @Test
    void aCopyIsToldWithItsOrigin() throws Exception {
        String id = dispatcher.submit(JOB);
        String path = "/api/v1/jobs?copyOf=";
        String copy = Json.read(dispatcher.post(path + id, JOB).body(), JobView.class)
                .id()
                .toString();
        assertThat(audit("?job=" + copy))
                .singleElement()
                .satisfies(line -> assertThat(line.after()).isEqualTo("j, 11 commands, a copy of job " + id));
        for (String bad : List.of("0", "-1", "x", "1000000000000000000", "")) {
            assertThat(dispatcher.post(path + bad, JOB).body())
                    .as(bad)
                    .contains("'copyOf' is a whole number from 1 to 999999999999999999");
        }
        assertThat(dispatcher.post(path + "999999999999999999", JOB).statusCode())
                .isEqualTo(201);
    }

    @Test
    void jobsAreFoundByATag() throws Exception {
        String id = dispatcher.submit(JOB.replace("sh010", "sh077"));
        for (String query : List.of("?tag=shot=sh077", "?tag=shot&limit=1")) {
            assertThat(dispatcher.get("/api/v1/jobs" + query).body()).contains("\"id\":" + id);
        }
        assertThat(dispatcher.get("/api/v1/jobs?tag=shot=sh078").body()).contains("\"total\":0");
        assertThat(dispatcher.get("/api/v1/jobs?tag=seq").body()).contains("\"total\":0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancel?frames=x",
                "cancel?frames=1-1000001",
                "cancel?numbers=3-1",
                "cancel?numbers=",
                "skip?status=nope",
                "pause?status=nope",
                "pause?running=stop",
                "resume?running=kill",
                "retry?scope=some",
                "done?cascade=maybe"
            })
    void badParametersAreRefusedAndChangeNothing(String verb) throws Exception {
        String job = "/api/v1/jobs/" + dispatcher.submit(JOB);
        HttpResponse<String> answer = dispatcher.post(job + "/" + verb, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("bad-request");
        assertThat(dispatcher.get(job).body()).contains("\"ready\":10");
    }

    @Test
    void aListOfNumbersHasItsLimit() throws Exception {
        String job = "/api/v1/jobs/" + dispatcher.submit(JOB);
        String most = "1" + ",1".repeat(999);
        assertThat(dispatcher.post(job + "/cancel?numbers=" + most, "").statusCode())
                .isEqualTo(200);
        assertThat(dispatcher.post(job + "/cancel?frames=1-1000000", "").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/jobs/1/cancel?task=nothing, unknown-task",
        "/api/v1/tasks/999999/pause, unknown-task",
        "/api/v1/commands/999999/skip, unknown-command",
        "/api/v1/jobs/999999/done, unknown-job"
    })
    void whatIsNotThereIsRefused(String path, String type) throws Exception {
        dispatcher.submit(JOB);
        HttpResponse<String> answer = dispatcher.post(path, "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains(type);
    }

    @Test
    void moreThanMayBeTouchedOneByOneIsRefused() throws Exception {
        String job = "/api/v1/jobs/" + dispatcher.submit(JOB.replace("1-10", "1-200000"));
        HttpResponse<String> answer = dispatcher.post(job + "/cancel?frames=1-100001", "");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("too-many", "at most 100000");
    }
}
