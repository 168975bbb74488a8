package org.puli.cli.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;

class ProgressTest {
    private final StringWriter text = new StringWriter();
    private long now;

    private Progress progress(Terminal terminal) {
        return new Progress(new PrintWriter(text, true), terminal, () -> now);
    }

    private static JobView job(Status status, long done, long running, WaitingReason waiting) {
        return new JobView(
                new JobId(7),
                "turn",
                status,
                new Counts(100, 0, 100 - done - running, 0, running, done, 0, 0, 0),
                "ada",
                "ada",
                new PoolName("default"),
                50,
                1,
                0,
                false,
                Map.of(),
                waiting,
                waiting == null ? null : waiting.text(),
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void inAFileThereIsALineEveryFewSecondsAndOneAtTheEnd() {
        Progress progress = progress(Terminal.PLAIN);
        progress.show(job(Status.RUNNING, 0, 2, null));
        now = 1_000;
        progress.show(job(Status.RUNNING, 5, 2, null));
        now = 10_000;
        progress.show(job(Status.RUNNING, 20, 2, null));
        now = 10_500;
        progress.show(job(Status.DONE, 100, 0, null));
        assertThat(text.toString().lines())
                .containsExactlyElementsOf(List.of(
                        "turn: 0/100 done  2 running  0 failed",
                        "turn: 20/100 done  2 running  0 failed  2.0 commands/s  40s left",
                        "turn: 100/100 done  0 running  0 failed  DONE after 10s"));
    }

    @Test
    void whatWasDoneBeforeDoesNotCountAsSpeed() {
        Progress progress = progress(Terminal.PLAIN);
        progress.show(job(Status.RUNNING, 50, 2, null));
        now = 10_000;
        progress.show(job(Status.RUNNING, 60, 2, null));
        assertThat(text.toString()).endsWith("1.0 commands/s  40s left\n");
    }

    @Test
    void onATerminalTheLineIsWrittenOver() {
        Progress progress = progress(new Terminal(true, false, 100));
        progress.show(job(Status.RUNNING, 50, 2, null));
        progress.show(job(Status.RUNNING, 60, 2, null));
        assertThat(text.toString())
                .startsWith("\r████████████░░░░░░░░░░░░  50/100 done")
                .contains("\u001b[K\r");
        assertThat(text.toString()).doesNotContain("\n");
    }

    @Test
    void aJobThatWaitsSaysWhy() {
        progress(Terminal.PLAIN).show(job(Status.READY, 0, 0, WaitingReason.NO_WORKERS));
        assertThat(text.toString()).contains("(its pool has no worker)");
    }

    @Test
    void onANarrowTerminalTheLineStillFits() {
        Progress progress = progress(new Terminal(true, false, 40));
        progress.show(job(Status.RUNNING, 50, 2, null));
        now = 10_000;
        progress.show(job(Status.RUNNING, 60, 2, WaitingReason.WORKERS_BUSY));
        String[] lines = text.toString().replace("\u001b[K", "").split("\r", -1);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
        assertThat(lines[2]).contains("60/100 done  2 running");
    }
}
