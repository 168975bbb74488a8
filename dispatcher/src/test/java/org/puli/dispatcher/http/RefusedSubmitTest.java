package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.Json;
import org.puli.api.view.Problem;
import org.puli.dispatcher.RawHttp;
import org.puli.dispatcher.RunningDispatcher;

/** Whatever is refused at the door leaves no trace: neither a job nor a changed row. */
class RefusedSubmitTest {
    private static final String JOBS = "/api/v1/jobs";

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;
    private Map<String, String> before;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
        dispatcher.submit(RunningDispatcher.JOB);
    }

    @AfterAll
    static void stop() {
        dispatcher.close();
    }

    @BeforeEach
    void look() throws Exception {
        before = dispatcher.rows();
        assertThat(before.get("job")).isNotEmpty();
    }

    @AfterEach
    void nothingHasChanged() throws Exception {
        assertThat(dispatcher.rows()).isEqualTo(before);
        assertThat(dispatcher.get(JOBS).body()).contains("\"total\":1");
    }

    private static Problem refused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Problem problem = Json.read(answer.body(), Problem.class);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.detail()).isNotBlank();
        return problem;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{}|needs a 'name'", "[]|expected a map", "null|expected a map", "{|this is not JSON"})
    void documentsThatAreNoJobsAreRefused(String body, String words) throws Exception {
        assertThat(refused(400, dispatcher.post(JOBS, body)).errors())
                .anySatisfy(fault -> assertThat(fault.message()).contains(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priorty: 5|/priorty",
                "priority: 500|/priority",
                "paused: 3|/paused",
                "name: x|/name",
                "tags: {a: ' b'}|/tags/a",
                "pool: 'a b'|/pool",
                "groups: [{name: T, tasks: [{name: u, command: [a]}]}]|/groups/0",
                "groups: [{name: g, after: h, tasks: [{name: u, command: [a]}]}]|/groups/0/after",
                "groups: [{name: g, after: u, tasks: [{name: u, command: [a]}]}]|/groups/0/after",
                "cores: 9999|/cores",
                "memory: lots|/memory",
                "timeout: 1y|/timeout",
                "licenses: {a: 0}|/licenses/a",
                "environment: {PULI_X: y}|/environment/PULI_X",
                "workingDirectory: here|/workingDirectory",
                "\"a\\0b\": 1|/a\uFFFDb",
            })
    void faultsAreAnsweredWithTheirPlace(String line, String pointer) throws Exception {
        String text = "name: j\n" + line + "\ntasks: [{name: t, command: [a]}]\n";
        Problem problem = refused(
                400,
                dispatcher.send(
                        "POST", JOBS, BodyPublishers.ofString(text), RunningDispatcher.typed("application/yaml")));
        assertThat(problem.type()).isEqualTo("bad-job");
        assertThat(problem.errors()).hasSize(1).first().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.line()).isEqualTo(2);
        });
    }

    @Test
    void unknownPoolsAndLicensesAreRefusedWithThoseThereAre() throws Exception {
        Problem pool = refused(
                422,
                dispatcher.post(
                        JOBS, RunningDispatcher.JOB.replace("\"name\": \"j\"", "\"name\": \"j\", \"pool\": \"gpu\"")));
        assertThat(pool.type()).isEqualTo("unknown-pool");
        assertThat(pool.detail()).contains("there is no pool 'gpu'", "there are: default");
        Problem license = refused(
                422,
                dispatcher.post(
                        JOBS,
                        RunningDispatcher.JOB.replace("\"name\": \"t\"", "\"name\": \"t\", \"licenses\": [\"nuke\"]")));
        assertThat(license.type()).isEqualTo("unknown-license");
        assertThat(license.detail()).contains("no license 'nuke'", "puli license set nuke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream", "multipart/form-data"})
    void otherContentTypesAreRefused(String type) throws Exception {
        HttpResponse<String> answer = dispatcher.send(
                "POST", JOBS, BodyPublishers.ofString(RunningDispatcher.JOB), RunningDispatcher.typed(type));
        assertThat(answer.statusCode()).isIn(401, 415);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws Exception {
        byte[] latin =
                RunningDispatcher.JOB.replace("\"j\"", "\"gr\u00f6\u00dfe\"").getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> answer = dispatcher.send(
                "POST", JOBS, BodyPublishers.ofByteArray(latin), RunningDispatcher.typed("application/json"));
        assertThat(refused(400, answer).detail()).contains("not UTF-8");
    }

    @Test
    void aBodyOf20MegabytesIsRefusedAndTheAnswerArrives() throws Exception {
        byte[] huge = new byte[20 << 20];
        Arrays.fill(huge, (byte) ' ');
        HttpResponse<String> answer = dispatcher.send(
                "POST", JOBS, BodyPublishers.ofByteArray(huge), RunningDispatcher.typed("application/json"));
        assertThat(refused(413, answer).detail()).contains("at most 16777216 bytes");
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        byte[] most = new byte[JobEndpoints.LARGEST_DOCUMENT];
        Arrays.fill(most, (byte) ' ');
        HttpResponse<String> answer = dispatcher.send(
                "POST", JOBS, BodyPublishers.ofByteArray(most), RunningDispatcher.typed("application/json"));
        assertThat(refused(400, answer).detail()).contains("the document is empty");
    }

    @Test
    void halvesOfPairsAndNulsAreRefused() throws Exception {
        for (String bad : new String[] {"\\ud800", "\\u0000", "x\\udfff"}) {
            Problem problem =
                    refused(400, dispatcher.post(JOBS, RunningDispatcher.JOB.replace("\"j\"", "\"" + bad + "\"")));
            assertThat(problem.errors().getFirst().pointer()).isEqualTo("/name");
        }
    }

    @Test
    void deepDocumentsAreRefused() throws Exception {
        refused(400, dispatcher.post(JOBS, "[".repeat(200_000)));
        refused(
                400,
                dispatcher.send(
                        "POST",
                        JOBS,
                        BodyPublishers.ofString("{a: ".repeat(200_000)),
                        RunningDispatcher.typed("application/yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00a0x", "x\u0085", "x%s"})
    void wrongKeysAndUsersAreRefused(String value) throws Exception {
        for (String header : new String[] {"Puli-Submission-Key", "Puli-User"}) {
            String answer = RawHttp.send(
                    dispatcher.port(),
                    "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                            + ": "
                            + value.formatted("y".repeat(200)) + "\r\nContent-Length: "
                            + RunningDispatcher.JOB.length() + "\r\nConnection: close\r\n\r\n" + RunningDispatcher.JOB);
            assertThat(RawHttp.status(answer)).as(answer).isEqualTo(400);
            assertThat(answer).contains("the header " + header);
        }
    }

    @Test
    void theSameKeyIsNoDoorForAFaultyDocument() throws Exception {
        refused(400, dispatcher.post(JOBS, "{}", "Puli-Submission-Key", "k"));
    }

    @Test
    void aTruncatedBodyMakesNoJob() throws Exception {
        String answer = RawHttp.send(
                dispatcher.port(),
                "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n" + RunningDispatcher.JOB);
        assertThat(RawHttp.status(answer)).isEqualTo(400);
    }

    @Test
    void unknownRoutesMethodsAndParametersAreRefused() throws Exception {
        assertThat(refused(404, dispatcher.get("/api/v1/nope")).type()).isEqualTo("no-route");
        assertThat(refused(404, dispatcher.get("/")).type()).isEqualTo("no-route");
        assertThat(refused(405, dispatcher.put(JOBS, "{}")).type()).isEqualTo("method");
        assertThat(refused(405, dispatcher.delete("/api/v1/farm")).type()).isEqualTo("method");
        assertThat(refused(400, dispatcher.post(JOBS + "?x=1", RunningDispatcher.JOB))
                        .detail())
                .contains("'x'");
        assertThat(refused(400, dispatcher.get("/api/v1/farm?limit=1")).detail())
                .contains("'limit'");
        assertThat(refused(400, dispatcher.post(JOBS + "/1/retry?scope=some", ""))
                        .detail())
                .contains("failed or all");
    }
}
