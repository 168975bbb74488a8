package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.json.Json;
import org.puli.api.view.BlockView;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;
import tools.jackson.core.type.TypeReference;

class BlocklistEndpointsTest {
    private static final String TWO_TASKS = "{\"name\": \"j\", \"paused\": true, \"tasks\": ["
            + "{\"name\": \"a\", \"command\": [\"x\"]}, {\"name\": \"b\", \"command\": [\"y\"]}]}";

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;
    private static SimLink link;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
        link = SimLink.open(dispatcher, "w1").report();
        await().until(() -> dispatcher.get("/api/v1/workers/w1").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        link.close();
        dispatcher.close();
    }

    private static Page<BlockView> list(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), new TypeReference<Page<BlockView>>() {});
    }

    @Test
    void aWorkerIsBlockedShownAndForgiven() throws Exception {
        String path = "/api/v1/jobs/" + dispatcher.submit(TWO_TASKS) + "/blocklist";
        assertThat(list(dispatcher.get(path)).items()).isEmpty();
        String body = "{\"worker\": \"w1\", \"task\": \"b\", \"reason\": \"noisy\"}";
        BlockView block =
                list(dispatcher.put(path, body, "Puli-User", "ada")).items().getFirst();
        assertThat(block.taskName()).isEqualTo("b");
        assertThat(block.by()).isEqualTo("ada");
        assertThat(block.reason()).isEqualTo("noisy");
        assertThat(block.since()).isPositive();
        assertThat(list(dispatcher.put(path, body)).total()).as("again").isEqualTo(1);
        assertThat(list(dispatcher.put(path, "{\"worker\": \"w1\"}")).total()).isEqualTo(2);
        assertThat(list(dispatcher.get(path + "?offset=1&limit=1")).items()).hasSize(1);
        JobView job = Json.read(dispatcher.get(path.replace("/blocklist", "")).body(), JobView.class);
        assertThat(job.tasks()).allSatisfy(task -> assertThat(task.blocklist()).containsExactly(new WorkerName("w1")));
        assertThat(dispatcher.rows().get("blocklist")).contains("|w1|").contains("|1|ada|noisy|");
        assertThat(list(dispatcher.delete(path + "?task=a&worker=w1")).total()).isEqualTo(1);
        assertThat(list(dispatcher.delete(path)).total()).isZero();
    }

    @Test
    void whoBlockedAndForgaveWhatStandsInTheAuditOfTheJob() throws Exception {
        String job = dispatcher.submit(TWO_TASKS);
        String path = "/api/v1/jobs/" + job + "/blocklist";
        String body = "{\"worker\": \"w1\", \"task\": \"b\", \"reason\": \"noisy\"}";
        list(dispatcher.put(path, body, "Puli-User", "ada"));
        list(dispatcher.delete(path, "Puli-User", "bea"));
        String audit = dispatcher.get("/api/v1/audit?user=bea&job=" + job).body();
        assertThat(audit).contains("\"verb\":\"blocklist\"", "\"before\":\"b: w1 (noisy)\"", "\"after\":\"\"");
        assertThat(dispatcher.get("/api/v1/audit?user=ada&worker=w1&job=" + job).body())
                .contains("\"target\":\"task b of job " + job + "\"", "\"after\":\"w1 (noisy)\"");
    }

    @Test
    void theClientDoesTheSame() throws Exception {
        JobId job = new JobId(Long.parseLong(dispatcher.submit(TWO_TASKS)));
        WorkerName worker = new WorkerName("w1");
        FarmAddress address = FarmAddress.of(dispatcher.uri(""));
        try (FarmClient client = new FarmClient(address)) {
            assertThat(client.block(job, worker, "a", null).items())
                    .extracting(BlockView::reason)
                    .containsExactly("by hand");
            assertThat(client.blocklist(job, 0, 10).total()).isEqualTo(1);
            assertThat(client.clearBlocklist(job, worker, null).total()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|/worker has to be the name of a worker",
                "{\"worker\": \"a b\"}|400|the worker name",
                "{\"worker\": 1}|400|/worker is not a text",
                "{\"worker\": \"w1\", \"tsk\": \"a\"}|400|did you mean 'task'",
                "{\"worker\": \"w9\"}|404|unknown-worker",
                "{\"worker\": \"w1\", \"task\": \"c\"}|404|unknown-task"
            })
    void wrongBodiesAreRefusedInWords(String body, int status, String words) throws Exception {
        String path = "/api/v1/jobs/" + dispatcher.submit(TWO_TASKS) + "/blocklist";
        HttpResponse<String> answer = dispatcher.put(path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?worker=a%20b|400|the worker name",
                "?wrker=w1|400|did you mean 'worker'",
                "?worker=w9|404|unknown-worker",
                "?task=c|404|unknown-task"
            })
    void wrongQueriesAreRefusedInWords(String query, int status, String words) throws Exception {
        String path = "/api/v1/jobs/" + dispatcher.submit(TWO_TASKS) + "/blocklist" + query;
        HttpResponse<String> answer = dispatcher.delete(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void ofAJobThatIsNotThereThereIsNoList() throws Exception {
        String path = "/api/v1/jobs/999999/blocklist";
        assertThat(dispatcher.get(path).statusCode()).isEqualTo(404);
        assertThat(dispatcher.put(path, "{\"worker\": \"w1\"}").statusCode()).isEqualTo(404);
        assertThat(dispatcher.delete(path).statusCode()).isEqualTo(404);
    }
}
