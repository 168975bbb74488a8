package org.puli.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.client.FixedServer.Answer;
import org.puli.api.json.JobReader.Format;
import org.puli.api.view.Status;

class FarmClientTest {
    static final String JOB = """
            {"id":7,"name":"turn","status":"RUNNING","counts":{"total":2,"running":1,"done":1},\
            "owner":"ada","user":"ada",\
            "pool":"default","priority":50,"weight":1,"maxWorkers":0,"paused":false,"tags":{},"submittedAt":1}""";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Nothing listens on port 1. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private static FarmClient client(URI... servers) {
        return new FarmClient(new FarmAddress(List.of(servers), "secret", "Jürgen 50%"), PATIENCE);
    }

    @Test
    void aSubmissionCarriesKeyUserTokenAndTheDocumentAsItIs() {
        try (var server = new FixedServer(Answer.json(201, JOB));
                FarmClient client = client(server.address())) {
            Submission submission = client.submit("name: ü", Format.YAML, "key-1");
            assertThat(submission.isNew()).isTrue();
            assertThat(submission.job().id()).isEqualTo(new JobId(7));
            assertThat(server.asked)
                    .containsExactly(new FixedServer.Asked(
                            "POST /api/v1/jobs",
                            "J%C3%BCrgen 50%25",
                            "key-1",
                            "application/yaml",
                            "Bearer secret",
                            "name: ü"));
        }
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameKey() {
        try (var server = new FixedServer(Answer.none(), Answer.json(200, JOB));
                FarmClient client = client(server.address())) {
            assertThat(client.submit("{}", Format.JSON, "key-1").isNew()).isFalse();
            assertThat(server.asked)
                    .extracting(FixedServer.Asked::key)
                    .containsOnly("key-1")
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsPassedOverAndTheOneThatDidIsRemembered() {
        try (var server = new FixedServer(Answer.json(200, JOB));
                FarmClient client = client(NOBODY, server.address())) {
            client.job(new JobId(7));
            client.job(new JobId(7));
            assertThat(server.asked).hasSize(2);
        }
    }

    @Test
    void aServerThatDoesNotLeadIsPassedOver() {
        try (var standby = new FixedServer(Answer.problem(503, "not-leader", "this one is not the leader"));
                var leader = new FixedServer(Answer.json(200, JOB));
                FarmClient client = client(standby.address(), leader.address())) {
            assertThat(client.job(new JobId(7)).status()).isEqualTo(Status.RUNNING);
            client.job(new JobId(7));
            assertThat(standby.asked).hasSize(1);
        }
    }

    @Test
    void aBusyServerIsAskedAgainForAWhile() {
        try (var server = new FixedServer(Answer.problem(503, "busy", "later"), Answer.json(200, JOB));
                FarmClient client = client(server.address())) {
            assertThat(client.job(new JobId(7)).name()).isEqualTo("turn");
        }
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        try (var server = new FixedServer(Answer.problem(503, "busy", "later"));
                FarmClient client = new FarmClient(FarmAddress.of(server.address()), Duration.ZERO)) {
            assertThatThrownBy(client::farm).isInstanceOf(FarmRefusal.class).hasMessage("later");
        }
    }

    @Test
    void whenNobodyAnswersEveryServerIsNamedWithWhatToDo() {
        try (FarmClient client = client(NOBODY, URI.create("http://127.0.0.1:2"))) {
            assertThatThrownBy(client::farm)
                    .isInstanceOf(FarmUnreachable.class)
                    .hasMessageContaining("http://127.0.0.1:1 (connection refused), http://127.0.0.1:2")
                    .hasMessageContaining("puli dispatcher run")
                    .hasMessageContaining("PULI_SERVER");
        }
    }

    @Test
    void aRefusalKeepsTheDispatchersWordsAndIsNotRepeated() {
        try (var server = new FixedServer(Answer.problem(409, "live", "the job is live"));
                FarmClient client = client(server.address())) {
            assertThatThrownBy(() -> client.delete(new JobId(7))).isInstanceOfSatisfying(FarmRefusal.class, e -> {
                assertThat(e.problem().type()).isEqualTo("live");
                assertThat(e.problem().status()).isEqualTo(409);
            });
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void aStrangerIsNotTakenForADispatcher() {
        try (var server = new FixedServer(new Answer(404, "text/html", "<h1>hello</h1>"));
                var other = new FixedServer(Answer.json(200, "hello"));
                FarmClient one = client(server.address());
                FarmClient two = client(other.address())) {
            assertThatThrownBy(one::farm).isInstanceOf(FarmRefusal.class).hasMessageContaining("not a Puli dispatcher");
            assertThatThrownBy(two::farm).isInstanceOf(FarmRefusal.class).hasMessageContaining("not a Puli dispatcher");
        }
    }

    @Test
    void filtersAndPagesStandInTheAddress() {
        try (var server = new FixedServer(Answer.json(200, "{\"items\":[" + JOB + "],\"total\":41,\"offset\":40}"));
                FarmClient client = client(server.address())) {
            var page = client.jobs(new JobQuery(Status.FAILED, "a&b", "é x", null, null, JobTimes.ANY, 40, 20));
            assertThat(page.total()).isEqualTo(41);
            assertThat(page.items()).hasSize(1);
            assertThat(server.asked.getFirst().line())
                    .isEqualTo("GET /api/v1/jobs?status=FAILED&owner=a%26b&name=%C3%A9%20x&offset=40&limit=20");
        }
    }

    @Test
    void whatIsDoneWithoutABodyIsSentAsJsonSoThatALoopbackDispatcherTrustsIt() {
        try (var server = new FixedServer(Answer.json(200, JOB));
                FarmClient client = client(server.address())) {
            client.retry(new JobId(7), true);
            assertThat(server.asked.getFirst().line()).isEqualTo("POST /api/v1/jobs/7/retry?scope=all");
            assertThat(server.asked.getFirst().type()).isEqualTo("application/json");
        }
    }

    @Test
    void workersAndLicensesAreNamedInThePath() {
        String license = "{\"id\":\"nuke\",\"name\":\"nuke\",\"count\":3,\"used\":0}";
        try (var server = new FixedServer(Answer.json(200, license));
                FarmClient client = client(server.address())) {
            assertThat(client.setLicense(new LicenseName("nuke"), 3).count()).isEqualTo(3);
            assertThat(server.asked.getFirst().line()).isEqualTo("PUT /api/v1/licenses/nuke");
            assertThat(server.asked.getFirst().body()).isEqualTo("{\"count\":3}");
            client.pause(new WorkerName("w-1"), "lunch");
            assertThat(server.asked.getLast().line()).isEqualTo("POST /api/v1/workers/w-1/pause");
            assertThat(server.asked.getLast().body()).isEqualTo("{\"reason\":\"lunch\"}");
        }
    }

    @Test
    void aLogComesAsBytes() throws Exception {
        try (var server = new FixedServer(new Answer(200, "text/plain", "line 1\nline 2\n"));
                FarmClient client = client(server.address());
                var log = client.attempts(new CommandId(3)).log(new LogQuery(2, -100, true))) {
            assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("line 1\nline 2\n");
            assertThat(server.asked.getFirst().line())
                    .isEqualTo("GET /api/v1/commands/3/log?attempt=2&from=-100&follow=true");
        }
    }

    @Test
    void anAddressNeverTellsItsToken() {
        assertThat(new FarmAddress(List.of(NOBODY), "secret", "ada").toString()).doesNotContain("secret");
    }
}
