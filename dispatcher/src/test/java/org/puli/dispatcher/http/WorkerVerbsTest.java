package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.PoolName;
import org.puli.api.json.Json;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.view.Duty;
import org.puli.api.view.WorkerView;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

class WorkerVerbsTest {
    private static final String WORKER = "/api/v1/workers/w1";

    @TempDir
    private Path folder;

    private RunningDispatcher dispatcher;
    private SimLink link;

    @BeforeEach
    void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
        link = SimLink.open(dispatcher, "w1").report();
        await().until(() -> dispatcher.get(WORKER).statusCode() == 200);
    }

    @AfterEach
    void stop() {
        link.close();
        dispatcher.close();
    }

    private HttpResponse<String> patch(String body) throws Exception {
        return dispatcher.send(
                "PATCH", WORKER, BodyPublishers.ofString(body), RunningDispatcher.typed("application/json"));
    }

    private WorkerView post(String verb, String body) throws Exception {
        HttpResponse<String> answer = dispatcher.post(WORKER + "/" + verb, body, "Puli-User", "bea");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), WorkerView.class);
    }

    private WorkerView shown() throws Exception {
        return Json.read(dispatcher.get(WORKER).body(), WorkerView.class);
    }

    @Test
    void aDrainingWorkerIsShownAsDrainedWhenItIsEmpty() throws Exception {
        dispatcher.submit(RunningDispatcher.JOB);
        RunOrder order = link.order();
        assertThat(post("drain", "{\"reason\": \"new disk\"}").status()).isEqualTo(WorkerStatus.DRAINING);
        assertThat(post("pause?running=requeue", "{\"reason\": \"new disk\"}").status())
                .isEqualTo(WorkerStatus.PAUSED);
        await().until(() -> dispatcher.get("/api/v1/jobs").body().contains("\"ready\":1"));
        EndedRun stopped = new EndedRun(
                order.attempt(), order.leaseId(), EndedRun.Outcome.STOPPED, null, null, null, 1, 2, 0, 0, null, 0, 0);
        link.report(OrdersNumber.NONE, List.of(), List.of(stopped));
        await().until(() -> shown().running().isEmpty());
        assertThat(post("drain", "{\"reason\": \"new disk\"}").status()).isEqualTo(WorkerStatus.DRAINED);
        assertThat(dispatcher.get("/api/v1/workers?status=drained").body()).contains("\"total\":1");
        assertThat(post("resume", "").duty()).isEqualTo(Duty.ACTIVE);
        link.order();
    }

    @Test
    void aQuarantineIsEndedByAReleaseAlone() throws Exception {
        assertThat(dispatcher.post(WORKER + "/quarantine", "").statusCode()).isEqualTo(400);
        for (int i = 0; i < 2; i++) {
            WorkerView view = post("quarantine", "{\"reason\": \"it smells\"}");
            assertThat(view.status()).isEqualTo(WorkerStatus.QUARANTINED);
            assertThat(view.pauseReason()).isEqualTo("it smells");
        }
        for (String verb : new String[] {"pause", "resume", "drain"}) {
            HttpResponse<String> answer = dispatcher.post(WORKER + "/" + verb, "");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("it smells", "puli worker release w1");
        }
        assertThat(post("release", "").status()).isEqualTo(WorkerStatus.IDLE);
        assertThat(post("release", "").status()).isEqualTo(WorkerStatus.IDLE);
        assertThat(dispatcher.get("/api/v1/audit?worker=w1").body())
                .contains("\"total\":2", "\"QUARANTINED: it smells\"", "\"user\":\"bea\"");
    }

    @Test
    void capacityAndTagsAreSetAndReset() throws Exception {
        double machine = shown().machineCores();
        HttpResponse<String> answer =
                patch("{\"cores\": 3, \"memory\": \"2G\", \"tags\": {\"gpu\": true, \"a, b\": true, \"old\": null}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        WorkerView view = shown();
        assertThat(view.cores()).isEqualTo(3);
        assertThat(view.coresFree()).isEqualTo(3);
        assertThat(view.machineCores()).isEqualTo(machine);
        assertThat(view.memoryBytes()).isEqualTo(2L << 30);
        assertThat(view.tags()).containsExactly("a, b", "gpu");
        assertThat(dispatcher.rows().get("worker")).contains("|3|2147483648|[\"a, b\",\"gpu\"]|");
        patch("{\"cores\": null, \"tags\": {\"gpu\": null}}");
        view = shown();
        assertThat(view.cores()).isEqualTo(machine);
        assertThat(view.memoryBytes()).isEqualTo(2L << 30);
        assertThat(view.tags()).containsExactly("a, b");
        patch("{\"tags\": {\"gpu\": null}}");
        assertThat(dispatcher.get("/api/v1/audit?worker=w1").body()).contains("\"total\":2");
    }

    @Test
    void poolsAreServedInAnOrderThatIsSetAndTakenAway() throws Exception {
        assertThat(patch("{\"poolOrder\": [\"default\"]}").statusCode()).isEqualTo(200);
        assertThat(shown().poolOrder()).extracting(PoolName::value).containsExactly("default");
        HttpResponse<String> unknown = patch("{\"poolOrder\": [\"defalt\"]}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("unknown-pool", "default");
        assertThat(patch("{\"poolOrder\": null}").statusCode()).isEqualTo(200);
        assertThat(shown().poolOrder()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"poolOrder\": \"default\"}",
                "{\"poolOrder\": [\"default\", \"default\"]}",
                "{\"poolOrder\": [\"de fault\"]}",
                "{\"poolOrder\": [7.5, null]}",
                "{\"cores\": 0}",
                "{\"cores\": 4097}",
                "{\"cores\": 1.5}",
                "{\"memory\": \"much\"}",
                "{\"memory\": 0}",
                "{\"memory\": -1}",
                "{\"tags\": [\"gpu\"]}",
                "{\"tags\": {\"gpu\": false}}",
                "{\"tags\": {\" \": true}}",
                "{\"tag\": {\"gpu\": true}}"
            })
    void badChangesAreRefusedWhole(String body) throws Exception {
        String before = dispatcher.get(WORKER).body();
        assertThat(patch(body).statusCode()).isEqualTo(400);
        assertThat(dispatcher.get(WORKER).body()).isEqualTo(before);
    }

    @Test
    void aWorkerHasSixtyFourTagsAtMost() throws Exception {
        assertThat(patch(tags(64)).statusCode()).isEqualTo(200);
        assertThat(patch(tags(65)).statusCode()).isEqualTo(400);
        HttpResponse<String> answer = patch("{\"tags\": {\"one-more\": true}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("too-many", "at most 64");
        assertThat(patch("{\"tags\": {\"one-more\": true, \"t0\": null}}").statusCode())
                .isEqualTo(200);
    }

    private static String tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"t" + i + "\": true")
                .collect(Collectors.joining(", ", "{\"tags\": {", "}}"));
    }

    @Test
    void onlyALostWorkerIsForgottenAndItMayComeBack() throws Exception {
        assertThat(dispatcher.delete(WORKER).statusCode()).isEqualTo(409);
        patch("{\"tags\": {\"gpu\": true}}");
        link.close();
        dispatcher.loseWhoIsSilent();
        await().until(() -> shown().status() == WorkerStatus.LOST);
        assertThat(dispatcher.delete(WORKER).statusCode()).isEqualTo(204);
        assertThat(dispatcher.get(WORKER).statusCode()).isEqualTo(404);
        assertThat(dispatcher.get("/api/v1/pools").body()).contains("\"workerCount\":0");
        assertThat(dispatcher.delete(WORKER).statusCode()).isEqualTo(404);
        assertThat(dispatcher.rows().get("worker")).isEmpty();
        link = SimLink.open(dispatcher, "w1").report();
        await().until(() -> dispatcher.get(WORKER).statusCode() == 200);
        assertThat(shown().tags()).isEmpty();
    }
}
