package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.json.Json;
import org.puli.api.view.AuditView;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobResults.JobResult;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.Problem;
import org.puli.api.view.Status;
import org.puli.dispatcher.RunningDispatcher;
import tools.jackson.core.type.TypeReference;

class ManyJobsEndpointsTest {
    private static final String JOBS = "/api/v1/jobs";

    @TempDir
    Path folder;

    private RunningDispatcher dispatcher;

    @BeforeEach
    void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
    }

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    private String submit(String name, String owner, String shot) throws Exception {
        String tasks = "[{\"name\": \"t\", \"command\": [\"r\", \"{frame}\"], \"frames\": \"1-4\"}]";
        return dispatcher.submit("{\"name\": \"" + name + "\", \"owner\": \"" + owner + "\", \"tags\": {\"shot\": \""
                + shot + "\"}, \"tasks\": " + tasks + "}");
    }

    private static JobResults results(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), JobResults.class);
    }

    private JobResults post(String path) throws Exception {
        return results(dispatcher.post(JOBS + path, "", "Puli-User", "bea"));
    }

    private static List<String> numbers(JobResults results) {
        return results.items().stream().map(item -> item.id().toString()).toList();
    }

    private JobView job(String job) throws Exception {
        return Json.read(dispatcher.get(JOBS + "/" + job).body(), JobView.class);
    }

    @Test
    void whatAFilterMeansIsDoneToEachAndToNoOther() throws Exception {
        String first = submit("fx", "ada", "sh010");
        String second = submit("fx", "ada", "sh020");
        String other = submit("fx", "bob", "sh010");
        JobResults paused = post("/pause?owner=ada&jobStatus=ready");
        assertThat(numbers(paused)).containsExactly(second, first);
        assertThat(paused.items()).extracting(JobResult::job).allSatisfy(job -> {
            assertThat(job.paused()).isTrue();
            assertThat(job.tasks()).isNull();
        });
        assertThat(job(first).paused()).isTrue();
        assertThat(job(other).paused()).isFalse();
        assertThat(numbers(post("/resume?owner=ada&tag=shot=sh010"))).containsExactly(first);
        assertThat(post("/cancel?owner=ada&frames=1-3").items())
                .extracting(item -> item.job().counts().canceled())
                .containsExactly(3L, 3L);
        assertThat(post("/retry?name=FX&scope=failed&task=t").items()).hasSize(3);
        assertThat(post("/skip?pool=default&jobs=" + first + "&task=t&frames=4").items())
                .extracting(item -> item.job().counts().skipped())
                .containsExactly(1L);
        assertThat(post("/done?jobs=1-9").items())
                .extracting(item -> item.job().status())
                .containsOnly(Status.DONE)
                .hasSize(3);
    }

    @Test
    void eachIsAuditedInTheNameOfWhoeverAsked() throws Exception {
        String first = submit("fx", "ada", "a");
        String second = submit("fx", "ada", "b");
        post("/pause?owner=ada");
        for (String job : List.of(first, second)) {
            String body = dispatcher.get("/api/v1/audit?job=" + job).body();
            AuditView newest = Json.read(body, new TypeReference<Page<AuditView>>() {})
                    .items()
                    .getFirst();
            assertThat(newest.user()).isEqualTo("bea");
        }
    }

    @Test
    void aRefusalForOneDoesNotKeepTheOthersWaiting() throws Exception {
        String live = submit("live", "ada", "a");
        String over = submit("over", "ada", "a");
        post("/done?name=over");
        JobResults deleted = results(dispatcher.delete(JOBS + "?jobs=" + over + ",777"));
        assertThat(numbers(deleted)).containsExactly(over, "777");
        assertThat(deleted.items().getFirst().problem()).isNull();
        assertThat(deleted.items().getFirst().job()).isNull();
        assertThat(deleted.items().getLast().problem())
                .returns(404, Problem::status)
                .returns("unknown-job", Problem::type);
        assertThat(dispatcher.get(JOBS + "/" + over).statusCode()).isEqualTo(404);
        assertThat(job(live).status()).isEqualTo(Status.READY);
    }

    @Test
    void allAreEditedByOnePatch() throws Exception {
        submit("fx", "ada", "a");
        submit("fx", "ada", "b");
        HttpResponse<String> answer = dispatcher.send(
                "PATCH",
                JOBS + "?owner=ada",
                BodyPublishers.ofString("{\"priority\": 80, \"tags\": {\"late\": \"yes\"}}"),
                RunningDispatcher.typed("application/json"));
        assertThat(results(answer).items()).hasSize(2).allSatisfy(item -> {
            assertThat(item.job().priority()).isEqualTo(80);
            assertThat(item.job().tags()).containsKeys("shot", "late");
        });
    }

    @Test
    void hundredsOfJobsAreDoneTogether() throws Exception {
        for (int i = 0; i < 300; i++) {
            submit("many", "ada", "a");
        }
        assertThat(post("/cancel?name=many").items())
                .hasSize(300)
                .allMatch(item -> item.problem() == null && item.job().status() == Status.CANCELED);
        assertThat(results(dispatcher.delete(JOBS + "?name=many")).items()).hasSize(300);
        assertThat(Json.read(dispatcher.get(JOBS + "?name=many").body(), new TypeReference<Page<JobView>>() {})
                        .total())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /pause, which jobs?",
        "POST, /cancel?status=ready, which jobs?",
        "POST, /cancel?ownr=ada, unknown query parameter 'ownr'",
        "POST, /cancel?jobStatus=nope, query parameter 'jobStatus'",
        "POST, /pause?owner=ada&running=stop, query parameter 'running'",
        "POST, /retry?owner=ada&scope=some, query parameter 'scope'",
        "POST, /skip?owner=ada&frames=x, query parameter 'frames'",
        "POST, /done?jobs=1-x, query parameter 'jobs'",
        "DELETE, '', which jobs?",
        "PATCH, '', which jobs?",
        "PATCH, ?owner=ada, priority",
    })
    void whatNoJobCouldBeTakenForIsRefusedAsAWhole(String method, String address, String said) throws Exception {
        submit("fx", "ada", "a");
        HttpResponse<String> answer = dispatcher.send(
                method,
                JOBS + address,
                BodyPublishers.ofString(method.equals("PATCH") ? "{\"priority\": 800}" : ""),
                RunningDispatcher.typed("application/json"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(said);
        assertThat(job("1").counts().ready()).isEqualTo(4);
        assertThat(job("1").paused()).isFalse();
    }
}
