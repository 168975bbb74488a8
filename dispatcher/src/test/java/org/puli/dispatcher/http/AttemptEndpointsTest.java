package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.json.Json;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.view.AttemptView;
import org.puli.api.view.Page;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;
import tools.jackson.core.type.TypeReference;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttemptEndpointsTest {
    @TempDir
    Path folder;

    static EndedRun killed(RunOrder order) {
        return new EndedRun(
                order.attempt(),
                order.leaseId(),
                EndedRun.Outcome.FAILED,
                null,
                9,
                "ended by signal 9",
                1_000,
                4_000,
                2_500,
                7L << 30,
                null,
                0,
                4_096);
    }

    @Test
    void whatATryUsedIsToldAndWhatIsNotKnownIsLeftOut() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            dispatcher.submit(RunningDispatcher.JOB);
            try (SimLink worker = SimLink.open(dispatcher, "w1").report()) {
                RunOrder order = worker.order();
                String path = "/api/v1/commands/" + order.attempt().command() + "/attempts";
                assertThat(read(dispatcher, path).items()).isEmpty();
                worker.report(OrdersNumber.NONE, List.of(), List.of(killed(order)));
                await().until(() -> read(dispatcher, path).total() == 1);
                AttemptView attempt = read(dispatcher, path).items().getFirst();
                assertThat(attempt.attempt()).isEqualTo(1);
                assertThat(attempt.worker().value()).isEqualTo("w1");
                assertThat(attempt.outcome()).isEqualTo("FAILED");
                assertThat(attempt.exitCode()).isNull();
                assertThat(attempt.signal()).isEqualTo(9);
                assertThat(attempt.cpuMillis()).isEqualTo(2_500);
                assertThat(attempt.peakMemoryBytes()).isEqualTo(7L << 30);
                assertThat(attempt.readBytes()).isNull();
                assertThat(attempt.writtenBytes()).isEqualTo(4_096);
                assertThat(dispatcher.get(path).body()).doesNotContain("readBytes", "exitCode");
                assertThat(read(dispatcher, path + "?offset=1").items()).isEmpty();
            }
        }
    }

    @Test
    void wrongQuestionsAreRefused() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.inMemory(folder)) {
            assertThat(dispatcher.get("/api/v1/commands/999/attempts").statusCode())
                    .isEqualTo(404);
            assertThat(dispatcher.get("/api/v1/commands/x/attempts").statusCode())
                    .isEqualTo(400);
        }
    }

    private static Page<AttemptView> read(RunningDispatcher dispatcher, String path) throws Exception {
        return Json.read(dispatcher.get(path).body(), new TypeReference<Page<AttemptView>>() {});
    }
}
