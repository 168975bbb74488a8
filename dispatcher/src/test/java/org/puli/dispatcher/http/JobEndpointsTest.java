package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
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
import org.puli.api.spec.JobSpec;
import org.puli.api.view.CommandView;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;
import org.puli.dispatcher.RunningDispatcher;
import tools.jackson.core.type.TypeReference;

class JobEndpointsTest {
    private static final String JOBS = "/api/v1/jobs";

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

    private static JobView job(HttpResponse<String> answer) {
        return Json.read(answer.body(), JobView.class);
    }

    private static Page<JobView> jobs(String query) throws Exception {
        return Json.read(dispatcher.get(JOBS + query).body(), new TypeReference<Page<JobView>>() {});
    }

    private static Page<CommandView> commands(String job, String query) throws Exception {
        String body = dispatcher.get(JOBS + "/" + job + "/commands" + query).body();
        return Json.read(body, new TypeReference<Page<CommandView>>() {});
    }

    @Test
    void aSubmittedJobIsCreatedShownAndListed() throws Exception {
        HttpResponse<String> answer = dispatcher.post(JOBS, RunningDispatcher.JOB, "Puli-User", "bea");
        assertThat(answer.statusCode()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        JobView job = job(answer);
        assertThat(location).isEqualTo(JOBS + "/" + job.id());
        assertThat(job.owner()).isEqualTo("bea");
        assertThat(job.user()).isEqualTo("bea");
        assertThat(job.counts().total()).isEqualTo(1);
        assertThat(job.warnings()).containsExactly("pool default has no workers yet");
        assertThat(job(dispatcher.get(location))).isEqualTo(job.withWarnings(List.of()));
        assertThat(jobs("?owner=bea").items()).extracting(JobView::id).contains(job.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml", "Application/YAML; charset=utf-8"})
    void yamlIsTakenTheSame(String type) throws Exception {
        HttpResponse<String> answer = dispatcher.send(
                "POST",
                JOBS,
                BodyPublishers.ofString("name: größe\ntasks:\n  - {name: t, command: [a]}\n"),
                RunningDispatcher.typed(type));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(job(answer).name()).isEqualTo("größe");
    }

    @Test
    void theSameKeyAnswersTheSameJobAndMakesNoSecondOne() throws Exception {
        String[] key = {"Puli-Submission-Key", "key-1"};
        HttpResponse<String> first = dispatcher.post(JOBS, RunningDispatcher.JOB, key);
        long count = jobs("").total();
        HttpResponse<String> second = dispatcher.post(JOBS, RunningDispatcher.JOB, key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(job(second).id()).isEqualTo(job(first).id());
        assertThat(jobs("").total()).isEqualTo(count);
    }

    @Test
    void everyVerbAnswersTheJobAndMayBeRepeated() throws Exception {
        String id = dispatcher.submit(RunningDispatcher.JOB);
        for (int i = 0; i < 2; i++) {
            assertThat(job(dispatcher.post(JOBS + "/" + id + "/pause", "")).status())
                    .isEqualTo(Status.PAUSED);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(job(dispatcher.post(JOBS + "/" + id + "/resume", "")).paused())
                    .isFalse();
        }
        for (int i = 0; i < 2; i++) {
            assertThat(job(dispatcher.post(JOBS + "/" + id + "/cancel", "")).status())
                    .isEqualTo(Status.CANCELED);
        }
        assertThat(job(dispatcher.post(JOBS + "/" + id + "/retry?scope=failed", ""))
                        .status())
                .isEqualTo(Status.READY);
        assertThat(job(dispatcher.post(JOBS + "/" + id + "/retry?scope=all", ""))
                        .status())
                .isEqualTo(Status.READY);
        assertThat(dispatcher.delete(JOBS + "/" + id).statusCode()).isEqualTo(204);
        assertThat(dispatcher.get(JOBS + "/" + id).statusCode()).isEqualTo(404);
        HttpResponse<String> again = dispatcher.delete(JOBS + "/" + id);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("unknown-job", "was deleted");
    }

    @Test
    void theSpecIsKeptAsItWasAskedFor() throws Exception {
        String id = dispatcher.submit("{\"name\": \"j\", \"priority\": 9, \"tasks\": [{\"name\": \"t\", "
                + "\"command\": [\"a\", \"{frame}\"], \"frames\": \"1-9x2\"}]}");
        JobSpec spec = Json.read(dispatcher.get(JOBS + "/" + id + "/spec").body(), JobSpec.class);
        assertThat(spec.priority()).isEqualTo(9);
        assertThat(spec.tasks().getFirst().frames()).hasToString("1-9x2");
    }

    @Test
    void listsAreFilteredAndPaged() throws Exception {
        String text = RunningDispatcher.JOB.replace("\"j\"", "\"Filter %s\", \"owner\": \"filterer\"");
        List<String> ids = List.of(
                dispatcher.submit(text.formatted("one")),
                dispatcher.submit(text.formatted("two")),
                dispatcher.submit(text.formatted("three")));
        dispatcher.post(JOBS + "/" + ids.get(1) + "/pause", "");
        assertThat(jobs("?owner=filterer").items())
                .extracting(job -> job.id().toString())
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
        Page<JobView> second = jobs("?owner=filterer&offset=1&limit=1");
        assertThat(second.total()).isEqualTo(3);
        assertThat(second.offset()).isEqualTo(1);
        assertThat(second.items()).extracting(job -> job.id().toString()).containsExactly(ids.get(1));
        assertThat(jobs("?owner=filterer&status=paused").total()).isEqualTo(1);
        assertThat(jobs("?owner=filterer&name=FILTER%20t").total()).isEqualTo(2);
        assertThat(jobs("?owner=filterer&pool=default").total()).isEqualTo(3);
        assertThat(jobs("?owner=filterer&pool=nope").items()).isEmpty();
        assertThat(jobs("?offset=1000000&limit=500").items()).isEmpty();
    }

    @Test
    void commandsAreListedByTaskStatusAndPage() throws Exception {
        String id = dispatcher.submit("{\"name\": \"j\", \"tasks\": ["
                + "{\"name\": \"a\", \"command\": [\"x\", \"{frame:03}\"], \"frames\": \"1-700\"},"
                + "{\"name\": \"b\", \"command\": [\"y\"], \"after\": \"a\"}]}");
        Page<CommandView> page = commands(id, "?limit=500");
        assertThat(page.total()).isEqualTo(701);
        assertThat(page.items()).hasSize(500);
        assertThat(page.items().getFirst().arguments()).containsExactly("x", "001");
        assertThat(commands(id, "?offset=698").items())
                .extracting(CommandView::name)
                .containsExactly("a 699", "a 700", "b");
        assertThat(commands(id, "?task=b").items()).hasSize(1);
        assertThat(commands(id, "?status=BLOCKED").total()).isEqualTo(1);
        assertThat(commands(id, "?status=ready&offset=699").items()).hasSize(1);
        CommandView last = commands(id, "?task=b").items().getFirst();
        assertThat(Json.read(dispatcher.get("/api/v1/commands/" + last.id()).body(), CommandView.class))
                .isEqualTo(last);
        assertThat(dispatcher.get(JOBS + "/" + id + "/commands?task=c").body()).contains("unknown-task");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0|a whole number from 1 to 500",
                "?limit=501|a whole number from 1 to 500",
                "?limit=x|a whole number from 1 to 500",
                "?limit=|a whole number from 1 to 500",
                "?offset=-1|a whole number from 0",
                "?offset=99999999999999999999|a whole number from 0",
                "?limit=1&limit=2|more than once",
                "?status=BUSY|one of BLOCKED, READY",
                "?status=PAUSE|did you mean 'PAUSED'?",
                "?ownr=x|did you mean 'owner'?"
            })
    void wrongQueriesAreRefusedInWords(String query, String words) throws Exception {
        HttpResponse<String> answer = dispatcher.get(JOBS + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"bad-request\"", words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "01", "99999999999999999999", "%00", "1%20", "é"})
    void numbersThatAreNoneAreRefused(String id) throws Exception {
        for (String path : List.of(JOBS + "/" + id, "/api/v1/commands/" + id)) {
            HttpResponse<String> answer = dispatcher.get(path.replace("é", "%C3%A9"));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void unknownThingsAreNotFound() throws Exception {
        assertThat(dispatcher.get(JOBS + "/999999").body()).contains("unknown-job", "no job has this number yet");
        assertThat(dispatcher.get("/api/v1/commands/999999").body()).contains("unknown-command");
        for (String verb : List.of("pause", "resume", "cancel", "retry")) {
            assertThat(dispatcher.post(JOBS + "/999999/" + verb, "").statusCode())
                    .isEqualTo(404);
        }
        assertThat(dispatcher.get(JOBS + "/999999/commands").statusCode()).isEqualTo(404);
        assertThat(dispatcher.get(JOBS + "/999999/spec").statusCode()).isEqualTo(404);
    }
}
