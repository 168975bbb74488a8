package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nothing can be stored, what is known is still shown and what needs the loop is told to come again. */
class StalledStoreTest {
    private static final String JOBS = "/api/v1/jobs";

    @TempDir
    Path folder;

    private final FixedFarmStore store = new FixedFarmStore();
    private RunningDispatcher dispatcher;

    @BeforeEach
    void start() throws Exception {
        dispatcher = RunningDispatcher.on(store, folder, Duration.ofSeconds(3));
        dispatcher.submit(RunningDispatcher.JOB);
    }

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    private static void assertBusy(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).contains("\"type\":\"busy\"", words);
    }

    private void assertListsAreShown() throws Exception {
        assertThat(dispatcher.get(JOBS).body()).contains("\"total\":1");
        for (String path : new String[] {"/api/v1/workers", "/api/v1/pools", "/api/v1/licenses", "/api/v1/farm"}) {
            assertThat(dispatcher.get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFailingStoreAnswersBusyAtOnceAndRecoversByItself() throws Exception {
        store.fails = true;
        HttpRequest submit = HttpRequest.newBuilder(dispatcher.uri(JOBS))
                .header("Content-Type", "application/json")
                .header("Puli-Submission-Key", "kept")
                .POST(BodyPublishers.ofString(RunningDispatcher.JOB))
                .build();
        var first = dispatcher.client().sendAsync(submit, BodyHandlers.ofString());
        await().until(() -> dispatcher.get("/api/v1/farm").body().contains("the disk is full"));
        assertBusy(dispatcher.post(JOBS, RunningDispatcher.JOB), "the disk is full");
        assertBusy(dispatcher.get(JOBS + "/1"), "the disk is full");
        assertBusy(dispatcher.get("/api/v1/health"), "the disk is full");
        assertBusy(first.join(), "the request may still be carried out");
        assertListsAreShown();
        store.fails = false;
        await().until(() -> dispatcher.get("/api/v1/farm").body().contains("\"storeProblem\":null"));
        assertThat(dispatcher.get("/api/v1/health").body()).isEqualTo("{\"status\":\"ok\"}");
        HttpResponse<String> again = dispatcher.post(JOBS, RunningDispatcher.JOB, "Puli-Submission-Key", "kept");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(dispatcher.get(JOBS).body()).contains("\"total\":2");
    }

    @Test
    void aStallingStoreAnswersBusyAfterAWhileAndThenGoesOn() throws Exception {
        store.stall();
        assertBusy(dispatcher.post(JOBS, RunningDispatcher.JOB), "no answer for 3 s");
        assertBusy(dispatcher.get(JOBS + "/1"), "no answer for 3 s");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> dispatcher.get("/api/v1/health").statusCode() == 503);
        assertBusy(dispatcher.post(JOBS, RunningDispatcher.JOB), "the database has not answered for ");
        assertListsAreShown();
        store.goOn();
        await().until(() -> dispatcher.get(JOBS).body().contains("\"total\":2"));
        assertThat(dispatcher.get(JOBS + "/1").statusCode()).isEqualTo(200);
    }
}
