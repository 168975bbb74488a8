package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.json.Json;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.dispatcher.RunningDispatcher;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveEndpointTest {
    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.inMemory(folder);
    }

    @AfterAll
    static void stop() {
        dispatcher.close();
    }

    /** Events as they come, one at a time. */
    private record Events(BufferedReader lines) implements AutoCloseable {
        static Events of(String jobs) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(dispatcher.uri("/api/v1/live?jobs=" + jobs))
                    .build();
            HttpResponse<java.io.InputStream> answer = dispatcher.client().send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            return new Events(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
        }

        /** The next event as its name, a blank and its value. */
        String next() throws IOException {
            String event = "";
            for (String line = lines.readLine(); ; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    return event + " " + line.substring("data: ".length());
                }
            }
        }

        JobView job() throws IOException {
            String event = next();
            assertThat(event).startsWith("job ");
            return Json.read(event.substring("job ".length()), JobView.class);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Test
    void aFollowerSeesTheJobAsItIsThenEachChangeAndItsEnd() throws Exception {
        String id = dispatcher.submit(RunningDispatcher.JOB);
        try (Events events = Events.of(id)) {
            assertThat(events.job().status()).isEqualTo(Status.READY);
            dispatcher.post("/api/v1/jobs/" + id + "/pause", "");
            JobView paused = events.job();
            while (paused.status() == Status.READY) {
                paused = events.job();
            }
            assertThat(paused.status()).isEqualTo(Status.PAUSED);
            dispatcher.delete("/api/v1/jobs/" + id);
            String last = events.next();
            while (last.startsWith("job ")) {
                last = events.next();
            }
            assertThat(last).isEqualTo("deleted " + id);
        }
    }

    @Test
    void severalJobsAreFollowedAtOnceAndOthersAreNot() throws Exception {
        String one = dispatcher.submit(RunningDispatcher.JOB);
        String other = dispatcher.submit(RunningDispatcher.JOB);
        String third = dispatcher.submit(RunningDispatcher.JOB);
        try (Events events = Events.of(one + "," + third)) {
            assertThat(events.job().id()).hasToString(one);
            assertThat(events.job().id()).hasToString(third);
            dispatcher.post("/api/v1/jobs/" + other + "/cancel", "");
            dispatcher.post("/api/v1/jobs/" + third + "/cancel", "");
            JobView next = events.job();
            while (next.status() != Status.CANCELED) {
                next = events.job();
            }
            assertThat(next.id()).hasToString(third);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?jobs=", "?jobs=x", "?jobs=1,,2", "?jobs=0", "?jobs=1&follow=1", "?jobs=1&jobs=2"})
    void wrongListsAreRefused(String query) throws Exception {
        assertThat(dispatcher.get("/api/v1/live" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void moreJobsThanMayBeFollowedAreRefused() throws Exception {
        StringBuilder list = new StringBuilder("1");
        for (int i = 2; i <= 1_001; i++) {
            list.append(',').append(i);
        }
        assertThat(dispatcher.get("/api/v1/live?jobs=" + list).body()).contains("at most 1000 jobs");
    }

    @Test
    void anUnknownJobIsNotFound() throws Exception {
        HttpResponse<String> answer = dispatcher.get("/api/v1/live?jobs=999999");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("unknown-job");
    }
}
