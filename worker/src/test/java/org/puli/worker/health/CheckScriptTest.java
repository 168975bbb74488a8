package org.puli.worker.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.CheckResult;
import org.puli.worker.host.StandIn;

class CheckScriptTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();

    private CheckScript check(String lines, Duration every, Duration limit) throws IOException {
        return CheckScript.start(StandIn.script(folder, "check", lines), every, limit, runs::incrementAndGet);
    }

    private CheckResult result(String lines) throws IOException {
        try (CheckScript check = check(lines, HOUR, Duration.ofSeconds(30))) {
            await().until(() -> check.find() != null);
            return requireNonNull(check.find());
        }
    }

    @Test
    void exitCodeZeroPassesAndAnythingElseFailsWithTheLastLines() throws IOException {
        assertThat(result("echo fine")).isEqualTo(CheckResult.PASSED);
        assertThat(result("echo one; echo two; echo three; echo; echo ' four' >&2; exit 7"))
                .isEqualTo(new CheckResult(false, "two | three | four"));
        assertThat(result("exit 7")).isEqualTo(new CheckResult(false, "exit code 7"));
        assertThat(result("kill -9 $$").reason()).isEqualTo("exit code 137");
    }

    @Test
    void aLongReasonKeepsItsEnd() throws IOException {
        String reason =
                requireNonNull(result("seq -s ' ' 1 1000; echo the end; exit 1").reason());
        assertThat(reason.length()).isBetween(300, CheckResult.LONGEST_REASON);
        assertThat(reason).endsWith("the end");
    }

    @Test
    void onesThatHangOrCannotRunFail() throws IOException {
        try (CheckScript check = check("echo waiting; sleep 1000", HOUR, Duration.ofMillis(300))) {
            await().until(() -> check.find() != null);
            assertThat(requireNonNull(check.find()).reason()).isEqualTo("it took longer than 300ms; it said: waiting");
        }
        try (CheckScript none = CheckScript.start(folder.resolve("none"), HOUR, HOUR, () -> {})) {
            await().until(() -> none.find() != null);
            assertThat(requireNonNull(none.find()).reason()).contains("cannot be run", "does not exist");
        }
    }

    @Test
    void itRunsAgainAndAgainAndWhenItIsAskedFor() throws IOException {
        try (CheckScript often = check("exit 0", Duration.ofMillis(5), HOUR)) {
            await().until(() -> runs.get() >= 3);
            assertThat(often.find()).isEqualTo(CheckResult.PASSED);
        }
        Path go = folder.resolve("go");
        try (CheckScript seldom = check("until [ -e " + go + " ]; do sleep 0.02; done", HOUR, HOUR)) {
            long run = seldom.again();
            assertThat(seldom.find(run)).isNull();
            Files.createFile(go);
            await().until(() -> seldom.find(run) != null);
            Files.delete(go);
            long next = seldom.again();
            assertThat(next).isGreaterThan(run);
            assertThat(seldom.find()).as("the last one still holds").isEqualTo(CheckResult.PASSED);
            assertThat(seldom.find(next)).isNull();
            Files.createFile(go);
            await().until(() -> seldom.find(next) != null);
        }
    }

    @Test
    void workIsTakenOnlyBehindACheckThatPassedSinceItWasLastNotWanted() throws IOException {
        AtomicReference<@Nullable Availability> other = new AtomicReference<>();
        Path result = folder.resolve("result");
        String line = "until [ -s " + result + " ]; do sleep 0.02; done; read code < " + result + "; rm " + result
                + "; echo said $code; exit $code";
        try (CheckScript check = check(line, HOUR, HOUR)) {
            CheckGate gate = new CheckGate(other::get, check);
            assertThat(requireNonNull(gate.now()).reason()).isEqualTo("its check runs before it takes work");
            answer(result, 0);
            await().until(() -> gate.now() == null);
            Availability lunch = new Availability(Cause.LOCAL, "lunch", OfRunning.REQUEUE);
            other.set(lunch);
            assertThat(gate.now()).isEqualTo(lunch);
            other.set(null);
            assertThat(requireNonNull(gate.now()).reason()).isEqualTo("its check runs before it takes work");
            answer(result, 4);
            await().until(() ->
                    check.find() != null && !requireNonNull(check.find()).passed());
            assertThat(gate.now())
                    .isEqualTo(new Availability(Cause.LOCAL, "its check fails: said 4", OfRunning.FINISH));
            check.again();
            answer(result, 0);
            await().until(() -> gate.now() == null);
        }
    }

    private static void answer(Path result, int code) throws IOException {
        Path fresh = result.resolveSibling("fresh");
        Files.writeString(fresh, code + "\n");
        Files.move(fresh, result);
    }
}
