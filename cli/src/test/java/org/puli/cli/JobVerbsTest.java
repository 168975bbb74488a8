package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.view.BlockView;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

class JobVerbsTest {
    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void aTableHasAlignedColumnsAndSaysWhyAJobWaits() {
        farm.onList(
                "GET /api/v1/jobs",
                FixedViews.job(112, "turntable", Status.RUNNING),
                FixedViews.job(7, "fx", Status.READY));
        var ran = farm.run("job", "list");
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).hasSize(3);
        assertThat(ran.lines().get(0)).startsWith(" ID  NAME       STATUS   OWNER  POOL     PRIO   DONE  RUN  FAIL");
        assertThat(ran.lines().get(1)).startsWith("112  turntable  RUNNING  ada    default    50  35/48    2     1");
        assertThat(ran.lines().get(2)).startsWith("  7  fx         READY").endsWith("its pool has no worker");
    }

    @Test
    void aBlocklistIsShownClearedAndAddedTo() {
        BlockView block = new BlockView(
                new TaskId(3),
                "render",
                new WorkerName("w1"),
                3,
                null,
                "failed there 3 times in a row",
                1_700_000_000_000L);
        String list = "/api/v1/jobs/7/blocklist";
        farm.onList("GET " + list, block).onList("PUT " + list, block).onList("DELETE " + list);
        assertThat(farm.run("job", "blocklist", "7").lines().get(1))
                .startsWith("render  w1")
                .contains("puli");
        assertThat(farm.run("job", "blocklist", "7", "--add", "--worker", "w1", "--reason", "noisy")
                        .out())
                .isEqualTo("w1 gets nothing of job 7 any more\n");
        assertThat(farm.run("job", "blocklist", "7", "--clear", "--worker", "w1", "--task", "render")
                        .out())
                .isEqualTo("w1 gets work of task 'render' of job 7 again\n");
        assertThat(farm.run("job", "blocklist", "7", "--clear").out())
                .isEqualTo("all workers get work of job 7 again\n");
        assertThat(farm.asked())
                .contains(
                        "PUT " + list + " {\"reason\":\"noisy\",\"worker\":\"w1\"}",
                        "DELETE " + list + "?worker=w1&task=render",
                        "DELETE " + list);
    }

    @Test
    void aBlocklistIsAskedForWithSense() {
        assertThat(farm.run("job", "blocklist", "7", "--add").code()).isEqualTo(2);
        assertThat(farm.run("job", "blocklist", "7", "--add", "--clear", "--worker", "w1")
                        .code())
                .isEqualTo(2);
        assertThat(farm.run("job", "blocklist", "7", "--worker", "w1").code()).isEqualTo(2);
        assertThat(farm.asked()).isEmpty();
        farm.refuse("GET /api/v1/jobs/8/blocklist", 404, "unknown-job", "there is no job 8");
        assertThat(farm.run("job", "blocklist", "8").code()).isEqualTo(4);
    }

    @Test
    void namesCannotSteerTheTerminal() {
        farm.onList("GET /api/v1/jobs", FixedViews.job(7, "a\u001b[31mb\nc", Status.READY));
        assertThat(farm.run("job", "list").lines()).hasSize(2).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void csvFollowsTheStandard() {
        farm.onList("GET /api/v1/jobs", FixedViews.job(7, "a \"b\", c", Status.READY));
        var ran = farm.run("job", "list", "--output", "csv");
        assertThat(ran.out()).startsWith("id,name,status,owner,pool,priority,running,failed,submittedAt,");
        assertThat(ran.out()).contains("\r\n7,\"a \"\"b\"\", c\",READY,ada,default,50,2,1,2023-11-14T22:13:20Z,");
    }

    @Test
    void jsonOfAListIsOneArrayAndOfAThingOneObject() {
        JobView job = FixedViews.job(7, "fx", Status.READY);
        farm.onList("GET /api/v1/jobs", job).on("GET /api/v1/jobs/7", job);
        assertThat(Json.read(farm.run("job", "list", "-o", "json").out(), JobView[].class))
                .containsExactly(job);
        assertThat(Json.read(farm.run("job", "show", "7", "-o", "JSON").out(), JobView.class))
                .isEqualTo(job);
    }

    @Test
    void anEmptyListIsAnEmptyArray() {
        farm.onList("GET /api/v1/jobs");
        assertThat(farm.run("job", "list", "-o", "json").out().replaceAll("\\s", ""))
                .isEqualTo("[]");
    }

    @Test
    void filtersAreSentAndPagesAreLimited() {
        farm.onList("GET /api/v1/jobs");
        farm.run(
                "job", "list", "--status", "failed", "--owner", "ada", "--pool", "big", "--name", "sh", "--limit", "7");
        assertThat(farm.asked())
                .containsExactly("GET /api/v1/jobs?status=FAILED&owner=ada&name=sh&pool=big&offset=0&limit=7");
    }

    @Test
    void severalJobsAreSteeredAtOnceAndARefusalDoesNotStopTheOthers() {
        farm.on("POST /api/v1/jobs/7/pause", FixedViews.job(7, "fx", Status.PAUSED))
                .refuse("POST /api/v1/jobs/8/pause", 409, "ended", "job 8 has ended")
                .on("POST /api/v1/jobs/9/pause", FixedViews.job(9, "sim", Status.PAUSED));
        var ran = farm.run("job", "pause", "7", "8", "9");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.lines()).containsExactly("job 7 is paused: fx", "job 9 is paused: sim");
        assertThat(ran.err()).contains("job 8 not done: job 8 has ended");
    }

    @Test
    void theOtherSteeringVerbsAskForWhatTheySay() {
        JobView job = FixedViews.job(7, "fx", Status.READY);
        farm.on("POST /api/v1/jobs/7/resume", job)
                .on("POST /api/v1/jobs/7/cancel", job)
                .on("POST /api/v1/jobs/7/retry", job)
                .onText("DELETE /api/v1/jobs/7", "text/plain", "");
        for (String verb : List.of("resume", "cancel", "retry", "delete")) {
            assertThat(farm.run("job", verb, "7").code()).as(verb).isZero();
        }
        assertThat(farm.run("job", "retry", "--all", "7").out()).contains("12 of 48 commands to do");
        assertThat(farm.asked()).last().isEqualTo("POST /api/v1/jobs/7/retry?scope=all");
    }

    @Test
    void theLogOfAJobIsThatOfItsNewestFailedCommand() {
        farm.onList(
                        "GET /api/v1/jobs/7/commands",
                        FixedViews.command(31, Status.FAILED, 1_700_000_009_000L),
                        FixedViews.command(32, Status.FAILED, 1_700_000_001_000L))
                .onText("GET /api/v1/commands/31/log", "text/plain", "Segmentation fault\n");
        var ran = farm.run("job", "log", "7", "--task", "render", "--tail", "100");
        assertThat(ran.lines())
                .containsExactly(
                        "== command 31, render 31, try 1 of 2 on w1, FAILED with exit code 3 ==", "Segmentation fault");
        assertThat(farm.asked().getFirst()).contains("status=FAILED&task=render");
        assertThat(farm.asked().getLast()).contains("from=-100");
    }

    @Test
    void aJobOfWhichNothingHasBeenStartedHasNoLog() {
        farm.onList("GET /api/v1/jobs/7/commands");
        var ran = farm.run("job", "log", "7");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("nothing of job 7 has been started yet").contains("puli job show 7");
    }

    @Test
    void anUnknownJobIsRefused() {
        var ran = farm.refuse("GET /api/v1/jobs/99", 404, "unknown-job", "there is no job 99")
                .run("job", "show", "99");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).isEqualTo("puli: there is no job 99\n");
    }
}
