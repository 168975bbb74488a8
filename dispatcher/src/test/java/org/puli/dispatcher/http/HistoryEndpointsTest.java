package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.JobId;
import org.puli.api.json.Json;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.view.AttemptView;
import org.puli.api.view.CommandView;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;
import tools.jackson.core.type.TypeReference;

/** Jobs leave memory, and whoever asks for them hardly notices. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HistoryEndpointsTest {
    private static final String[] KEY = {"Puli-Submission-Key", "k1", "Puli-User", "ada"};
    private static final String JOB = "{\"name\": \"Shot 10\", \"owner\": \"ada\", \"tags\": {\"shot\": \"sh010\"},"
            + " \"tasks\": [{\"name\": \"t\", \"command\": [\"true\"]}]}";

    @TempDir
    Path folder;

    private static JobView job(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return Json.read(answer.body(), JobView.class);
    }

    private static Page<JobView> jobs(RunningDispatcher dispatcher, String query) throws Exception {
        HttpResponse<String> answer = dispatcher.get("/api/v1/jobs" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), new TypeReference<Page<JobView>>() {});
    }

    /** Runs the only command of the only job that is there. */
    private static void run(RunningDispatcher dispatcher, String job, boolean isGood) throws Exception {
        try (SimLink worker = SimLink.open(dispatcher, "w1").report()) {
            RunOrder order = worker.order();
            var end = isGood ? SimLink.done(order) : AttemptEndpointsTest.killed(order);
            worker.report(OrdersNumber.NONE, List.of(), List.of(end));
            await().until(() -> job(dispatcher.get("/api/v1/jobs/" + job)).endedAt() != null);
        }
    }

    private static String archived(RunningDispatcher dispatcher) throws Exception {
        assertThat(dispatcher.post("/api/v1/jobs", JOB, KEY).statusCode()).isEqualTo(201);
        run(dispatcher, "1", true);
        JobView job = job(dispatcher.post("/api/v1/jobs/1/archive", ""));
        assertThat(job.archivedAt()).isNotNull();
        return "1";
    }

    @Test
    void whatLeavesMemoryByItselfIsShownAsBefore() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.archiving(folder, 1)) {
            dispatcher.post("/api/v1/jobs", JOB, KEY);
            run(dispatcher, "1", true);
            await().until(() -> job(dispatcher.get("/api/v1/jobs/1")).archivedAt() != null);
            assertThat(jobs(dispatcher, "").items()).isEmpty();
            JobView job = job(dispatcher.get("/api/v1/jobs/1"));
            assertThat(job.status()).isEqualTo(Status.DONE);
            assertThat(job.tags()).containsEntry("shot", "sh010");
            assertThat(job.tasks())
                    .singleElement()
                    .satisfies(task -> assertThat(task.counts().done()).isEqualTo(1));
            assertThat(dispatcher.get("/api/v1/jobs/1/spec").body()).contains("Shot 10");
            assertThat(dispatcher.get("/api/v1/audit?job=1").body()).contains("\"archive\"", "\"puli\"");
        }
    }

    @Test
    void commandsAndTheirAttemptsAreThereAfterARestart() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            archived(dispatcher);
        }
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            assertThat(jobs(dispatcher, "").items()).isEmpty();
            HttpResponse<String> commands = dispatcher.get("/api/v1/jobs/1/commands");
            assertThat(Json.read(commands.body(), new TypeReference<Page<CommandView>>() {})
                            .items())
                    .singleElement()
                    .satisfies(command -> assertThat(command.status()).isEqualTo(Status.DONE));
            assertThat(dispatcher.get("/api/v1/commands/1").body()).contains("\"w1\"");
            HttpResponse<String> attempts = dispatcher.get("/api/v1/commands/1/attempts");
            assertThat(Json.read(attempts.body(), new TypeReference<Page<AttemptView>>() {})
                            .items())
                    .hasSize(1);
            assertThat(dispatcher.get("/api/v1/commands/2").statusCode()).isEqualTo(404);
            assertThat(dispatcher.get("/api/v1/jobs/2").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theHistoryIsFilteredLikeTheListOfJobs() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            archived(dispatcher);
            long ended = job(dispatcher.get("/api/v1/jobs/1")).endedAt();
            for (String filter : List.of(
                    "",
                    "&owner=ada",
                    "&name=shot",
                    "&tag=shot",
                    "&tag=shot=sh010",
                    "&status=done",
                    "&pool=default",
                    "&jobs=1-3",
                    "&since=" + ended,
                    "&until=" + (ended + 1))) {
                assertThat(jobs(dispatcher, "?history=archived" + filter).items())
                        .as(filter)
                        .extracting(JobView::id)
                        .containsExactly(new JobId(1));
            }
            for (String filter : List.of(
                    "&owner=ad",
                    "&name=short",
                    "&tag=sho",
                    "&tag=shot=sh01",
                    "&tag=sh010",
                    "&status=failed",
                    "&pool=night",
                    "&jobs=2",
                    "&since=" + (ended + 1),
                    "&until=" + ended,
                    "&offset=1")) {
                assertThat(jobs(dispatcher, "?history=archived" + filter).items())
                        .as(filter)
                        .isEmpty();
            }
            assertThat(dispatcher.get("/api/v1/jobs?history=lost").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aKeyFindsItsJobInTheHistory() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            archived(dispatcher);
            HttpResponse<String> again = dispatcher.post("/api/v1/jobs", JOB, KEY);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(job(again).id()).isEqualTo(new JobId(1));
        }
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            assertThat(job(dispatcher.post("/api/v1/jobs", JOB, KEY)).id()).isEqualTo(new JobId(1));
            dispatcher.delete("/api/v1/jobs/1");
            assertThat(job(dispatcher.post("/api/v1/jobs", JOB, KEY)).deletedAt())
                    .isNotNull();
        }
    }

    private static String after(String what) {
        return "{\"name\": \"j\", \"after\": [" + what + "], \"tasks\": [{\"name\": \"t\", \"command\": [\"true\"]}]}";
    }

    @Test
    void aJobMayWaitForWhatHasComeInTheHistoryAndForNothingElse() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            archived(dispatcher);
            JobView next = job(dispatcher.post("/api/v1/jobs", after("{\"job\": 1}")));
            assertThat(next.counts().ready()).isEqualTo(1);
            next = job(dispatcher.post("/api/v1/jobs", after("{\"job\": 1, \"task\": \"t\"}")));
            assertThat(next.counts().ready()).isEqualTo(1);
            HttpResponse<String> never =
                    dispatcher.post("/api/v1/jobs", after("{\"job\": 1, \"outcome\": \"failed\"}"));
            assertThat(never.statusCode()).isEqualTo(422);
            assertThat(never.body()).contains("that ended done and is in the history");
            HttpResponse<String> noTask = dispatcher.post("/api/v1/jobs", after("{\"job\": 1, \"task\": \"u\"}"));
            assertThat(noTask.statusCode()).isEqualTo(422);
            assertThat(noTask.body()).contains("has no task or group 'u'");
            dispatcher.delete("/api/v1/jobs/1");
            HttpResponse<String> gone = dispatcher.post("/api/v1/jobs", after("{\"job\": 1}"));
            assertThat(gone.statusCode()).isEqualTo(422);
            assertThat(gone.body()).contains("there is no job 1");
        }
    }

    @Test
    void aJobStaysInMemoryWhileSomebodyWaitsForItInVain() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            dispatcher.submit(JOB);
            dispatcher.submit(after("{\"job\": 1}"));
            dispatcher.post("/api/v1/jobs/1/cancel", "");
            await().until(() -> job(dispatcher.get("/api/v1/jobs/1")).endedAt() != null);
            HttpResponse<String> kept = dispatcher.post("/api/v1/jobs/1/archive", "");
            assertThat(kept.statusCode()).isEqualTo(409);
            assertThat(kept.body()).contains("job 2 waits for job 1");
            assertThat(dispatcher.post("/api/v1/jobs/2/archive", "").statusCode())
                    .isEqualTo(200);
            assertThat(dispatcher.post("/api/v1/jobs/1/archive", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNotOverIsNotArchived() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            String job = dispatcher.submit(JOB);
            HttpResponse<String> refused = dispatcher.post("/api/v1/jobs/" + job + "/archive", "");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("is not over");
            assertThat(dispatcher.post("/api/v1/jobs/9/archive", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatWasDeletedCanBeBroughtBack() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            dispatcher.submit(JOB);
            assertThat(dispatcher.delete("/api/v1/jobs/1").statusCode()).isEqualTo(204);
            HttpResponse<String> gone = dispatcher.get("/api/v1/jobs/1");
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).contains("puli job undelete");
            assertThat(dispatcher.get("/api/v1/commands/1").statusCode()).isEqualTo(404);
            assertThat(dispatcher.delete("/api/v1/jobs/1").statusCode()).isEqualTo(404);
            assertThat(jobs(dispatcher, "?history=archived").items()).isEmpty();
            assertThat(jobs(dispatcher, "?history=deleted").items()).hasSize(1);
            JobView back = job(dispatcher.post("/api/v1/jobs/1/undelete", ""));
            assertThat(back.deletedAt()).isNull();
            assertThat(jobs(dispatcher, "?history=archived").items()).hasSize(1);
            assertThat(dispatcher.post("/api/v1/jobs/1/undelete", "").statusCode())
                    .isEqualTo(200);
            assertThat(dispatcher.post("/api/v1/jobs/7/undelete", "").statusCode())
                    .isEqualTo(404);
            assertThat(dispatcher.get("/api/v1/audit?job=1").body()).contains("\"delete\"", "\"undelete\"");
        }
    }

    @Test
    void manyAreArchivedDeletedAndBroughtBackByAFilter() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.onSqlite(folder)) {
            for (int i = 0; i < 3; i++) {
                dispatcher.submit(JOB);
            }
            dispatcher.post("/api/v1/jobs/cancel?jobs=1-3", "");
            assertThat(dispatcher
                            .post("/api/v1/jobs/archive?owner=ada&until=1", "")
                            .body())
                    .contains("\"items\":[]");
            dispatcher.post("/api/v1/jobs/archive?owner=ada&since=1", "");
            assertThat(jobs(dispatcher, "?history=archived").total()).isEqualTo(3);
            dispatcher.delete("/api/v1/jobs?history=archived&jobs=1-2");
            assertThat(jobs(dispatcher, "?history=archived").total()).isEqualTo(1);
            dispatcher.post("/api/v1/jobs/undelete?owner=ada", "");
            assertThat(jobs(dispatcher, "?history=archived").total()).isEqualTo(3);
            assertThat(dispatcher.post("/api/v1/jobs/undelete", "").statusCode())
                    .isEqualTo(400);
            assertThat(dispatcher.delete("/api/v1/jobs?history=archived").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void withoutADatabaseNothingLeavesMemoryByItselfAndWhatIsDeletedIsGone() throws Exception {
        try (RunningDispatcher dispatcher = RunningDispatcher.inMemory(folder)) {
            dispatcher.submit(JOB);
            dispatcher.delete("/api/v1/jobs/1");
            assertThat(dispatcher.get("/api/v1/jobs/1").statusCode()).isEqualTo(404);
            assertThat(jobs(dispatcher, "?history=deleted").items()).isEmpty();
        }
    }
}
