package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.config.BadSetting;
import org.puli.api.json.Json;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.LicenseView;
import org.puli.api.view.WorkerView;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

class FarmAndWorkerEndpointsTest {
    private static final String WORKER = "/api/v1/workers/w1";
    private static final String LICENSES = "/api/v1/licenses";

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;
    private static SimLink link;
    private static volatile String badSetting;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder, "127.0.0.1", () -> {
            if (badSetting != null) {
                throw new BadSetting(badSetting, null);
            }
        });
        link = SimLink.open(dispatcher, "w1").report();
        await().until(() -> dispatcher.get(WORKER).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        link.close();
        dispatcher.close();
    }

    private static WorkerView worker(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), WorkerView.class);
    }

    @Test
    void theFarmIsToldInOneAnswer() throws Exception {
        FarmSummary farm = Json.read(dispatcher.get("/api/v1/farm").body(), FarmSummary.class);
        assertThat(farm.epoch()).isEqualTo(1);
        assertThat(farm.farmId()).isNotBlank();
        assertThat(farm.workerCount()).isEqualTo(1);
        assertThat(farm.onlineCount()).isEqualTo(1);
        assertThat(farm.storeProblem()).isNull();
    }

    @Test
    void workersAreListedFilteredAndShown() throws Exception {
        assertThat(dispatcher.get("/api/v1/workers?status=idle&pool=default").body())
                .contains("\"total\":1", "\"w1\"");
        assertThat(dispatcher.get("/api/v1/workers?status=LOST").body()).contains("\"total\":0");
        assertThat(dispatcher.get("/api/v1/workers?pool=x").body()).contains("\"total\":0");
        assertThat(dispatcher.get("/api/v1/workers?status=x").statusCode()).isEqualTo(400);
        assertThat(dispatcher.get("/api/v1/workers/w2").body()).contains("unknown-worker", "did you mean 'w1'?");
        assertThat(dispatcher.get("/api/v1/workers/a%20b").statusCode()).isEqualTo(400);
        assertThat(dispatcher.get("/api/v1/pools").body()).contains("\"default\"", "\"workerCount\":1");
    }

    @Test
    void aWorkerIsPausedWithAReasonAndResumed() throws Exception {
        WorkerView paused = worker(dispatcher.post(WORKER + "/pause", "{\"reason\": \"new disk\"}"));
        assertThat(paused.status()).isEqualTo(WorkerStatus.PAUSED);
        assertThat(paused.pauseReason()).isEqualTo("new disk");
        assertThat(worker(dispatcher.post(WORKER + "/pause", "")).pauseReason()).isNull();
        assertThat(worker(dispatcher.post(WORKER + "/resume", "")).status()).isEqualTo(WorkerStatus.IDLE);
        assertThat(dispatcher.post("/api/v1/workers/w2/pause", "").statusCode()).isEqualTo(404);
        assertThat(dispatcher.post("/api/v1/workers/w2/resume", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "5",
                "{\"reason\": 5}",
                "{\"reason\": \"\"}",
                "{\"reason\": \"a\\nb\"}",
                "{\"reason\": \"\\ud800\"}",
                "{\"resaon\": \"x\"}",
                "{\"reason\": \"a \"}"
            })
    void wrongReasonsAreRefused(String body) throws Exception {
        HttpResponse<String> answer = dispatcher.post(WORKER + "/pause", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(worker(dispatcher.get(WORKER)).pauseReason()).isNull();
    }

    @Test
    void aLicenseIsMadeAndChanged() throws Exception {
        HttpResponse<String> made = dispatcher.put(LICENSES + "/nuke", "{\"count\": 20}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(Json.read(made.body(), LicenseView.class).count()).isEqualTo(20);
        assertThat(Json.read(
                                dispatcher
                                        .put(LICENSES + "/nuke", "{\"count\": 0}")
                                        .body(),
                                LicenseView.class)
                        .count())
                .isZero();
        assertThat(dispatcher.get(LICENSES).body()).contains("\"nuke\"");
        HttpResponse<String> other = dispatcher.put(LICENSES + "/NUKE", "{\"count\": 1}");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("differs from 'NUKE' in upper and lower case only");
    }

    @Test
    void aLicenseIsCountedByWhatItIsSaidToBe() throws Exception {
        String shave = LICENSES + "/shave";
        assertThat(dispatcher.put(shave, "{\"count\": 2}").body()).contains("\"per\":\"command\"");
        assertThat(dispatcher.put(shave, "{\"count\": 2, \"per\": \"worker\"}").body())
                .contains("\"per\":\"worker\"");
        assertThat(dispatcher.put(shave, "{\"count\": 3}").body()).contains("\"per\":\"worker\"", "\"count\":3");
        assertThat(dispatcher.get(LICENSES).body()).contains("\"worker\"");
        assertThat(dispatcher.put(shave, "{\"count\": 3, \"per\": \"command\"}").body())
                .contains("\"per\":\"command\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|JSON object",
                "{}|/count has to be a whole number from 0 to 1000000",
                "``|/count has to be",
                "{\"count\": -1}|found -1",
                "{\"count\": 1000001}|found 1000001",
                "{\"count\": 1.5}|found 1.5",
                "{\"count\": \"5\"}|/count has to be",
                "{\"count\": 99999999999999}|/count has to be",
                "{\"count\": 1, \"cuont\": 2}|did you mean 'count'?",
                "{\"count\": 1, \"per\": \"host\"}|/per is \"command\" or \"worker\", or left out for",
                "{\"count\": 1, \"per\": \"WORKER\"}|found WORKER",
                "{\"count\": 1, \"per\": null}|found null",
                "{\"count\": 1, \"per\": 1}|found 1",
                "[1]|JSON object"
            })
    void wrongSeatsAreRefused(String body, String words) throws Exception {
        HttpResponse<String> answer = dispatcher.put(LICENSES + "/wrong", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body(), org.puli.api.view.Problem.class).detail())
                .contains(words);
        assertThat(dispatcher.get(LICENSES).body()).doesNotContain("wrong");
    }

    @Test
    void whatWaitingIsWorthInAPoolHasItsLimits() throws Exception {
        String night = "/api/v1/pools/boosted";
        assertThat(dispatcher
                        .post("/api/v1/pools", "{\"name\": \"boosted\", \"ageBoost\": 0.001}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(dispatcher.get(night).body()).contains("\"ageBoost\":0.001");
        assertThat(dispatcher.put(night, "{\"ageBoost\": 100}").body()).contains("\"ageBoost\":100.0");
        HttpResponse<String> tooMuch = dispatcher.put(night, "{\"ageBoost\": 100.001}");
        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(tooMuch.body()).contains("/ageBoost", "from 0 to 100 in steps of 0.001");
        assertThat(dispatcher.get(night).body()).contains("\"ageBoost\":100.0");
        assertThat(dispatcher.put(night, "{}").body()).contains("\"ageBoost\":0.0");
        assertThat(dispatcher.delete(night).statusCode()).isEqualTo(204);
    }

    @Test
    void smallBodiesHaveALimitAndAType() throws Exception {
        String huge = " ".repeat(BodyFields.LARGEST) + "{\"count\": 1}";
        assertThat(dispatcher.put(LICENSES + "/wrong", huge).statusCode()).isEqualTo(413);
        HttpResponse<String> yaml = dispatcher.send(
                "PUT",
                LICENSES + "/wrong",
                BodyPublishers.ofString("count: 1"),
                RunningDispatcher.typed("application/yaml"));
        assertThat(yaml.statusCode()).isEqualTo(415);
        assertThat(dispatcher.put(LICENSES + "/a%20b", "{\"count\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(dispatcher.get(LICENSES).body()).doesNotContain("wrong");
    }

    @Test
    void aReloadTellsWhatIsWrong() throws Exception {
        assertThat(dispatcher.post("/api/v1/farm/reload", "").statusCode()).isEqualTo(204);
        badSetting = "dispatcher.heartbeat is 'often'";
        try {
            HttpResponse<String> answer = dispatcher.post("/api/v1/farm/reload", "");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("bad-setting", "is 'often'; nothing was changed");
        } finally {
            badSetting = null;
        }
    }
}
