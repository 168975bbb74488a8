package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.json.Json;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.worker.run.RunSettings.Keep;

/** Launchers that are killed while a command runs, and the next ones. */
class AdoptionTest {
    @TempDir
    Path folder;

    private Lives lives;
    private String untilGo;

    @BeforeEach
    void open() throws IOException {
        lives = new Lives(folder.resolve("data"));
        untilGo = "while [ ! -e " + lives.data.resolve("go") + " ]; do sleep 0.05; done; ";
    }

    private EndedRun endOfNext(String what) throws Exception {
        List<EndedRun> ends = lives.ends(lives.next(Keep.AUTO, what));
        assertThat(ends).hasSize(1);
        return ends.getFirst();
    }

    private void awaitEnded(String pid) {
        await().until(() -> !RunBench.isAlive(pid));
    }

    @Test
    void aCommandGoesOnUnderTheNextLifeInTheSameLogAndEndsOnce() throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; " + untilGo + "echo more; exit 3"), 1)
                .getFirst();
        assertThat(RunBench.isAlive(pid)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lives.note())))
                .isEqualTo("rw-------");
        long startedAt = lives.readNote().startedAt();
        Process next = lives.next(Keep.AUTO, "finish");
        lives.awaitTaken(next);
        assertThat(RunBench.isAlive(pid)).isTrue();
        lives.go();
        EndedRun end = lives.ends(next).getFirst();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.leaseId()).isEqualTo(99);
        assertThat(end.startedAt()).isEqualTo(startedAt);
        assertThat(lives.output()).containsExactly(pid, "more");
        assertThat(lives.log())
                .contains("this goes on")
                .contains(": exit code 3")
                .doesNotContain("FAILED");
        assertThat(lives.note()).doesNotExist();
        assertThat(lives.keepers()).isEmpty();
        assertThat(lives.ends(lives.next(Keep.AUTO, "finish"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"exit 0, DONE, 0, ", "exit 3, FAILED, 3, ", "exit 137, FAILED, 137, ", "kill -KILL $$, FAILED, , 9"})
    void howItEndedWhileNoWorkerWasThereIsKnown(String ending, Outcome outcome, Integer code, Integer signal)
            throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; " + untilGo + ending), 1).getFirst();
        lives.go();
        awaitEnded(pid);
        EndedRun end = endOfNext("finish");
        assertThat(end.outcome()).isEqualTo(outcome);
        assertThat(end.exitCode()).isEqualTo(code);
        assertThat(end.signal()).isEqualTo(signal);
        assertThat(lives.keepers()).isEmpty();
    }

    @Test
    void theFramesThatAreLeftRunUnderTheNextLife() throws Exception {
        CommandLine line = new CommandLine(List.of("echo {frame} $$; " + untilGo + "echo done"), true);
        List<String> left = lives.leave(Lives.order(line, FrameRange.parse("1-3"), 0), 1);
        Process next = lives.next(Keep.AUTO, "finish");
        lives.awaitTaken(next);
        lives.go();
        EndedRun end = lives.ends(next).getFirst();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        List<String> output = lives.output();
        assertThat(output).hasSize(6).startsWith(left.getFirst(), "done");
        assertThat(output.get(2)).startsWith("2 ");
        assertThat(output.get(4)).startsWith("3 ");
    }

    @Test
    void theNextLifeEndsTheWholeTreeWhenItIsTold() throws Exception {
        String tree = "trap '' TERM; echo $$; (setsid sh -c 'echo $$; exec sleep 1000' &);"
                + " (env -i sh -c 'echo $$; exec sleep 1000' &); while :; do sleep 1; done";
        List<String> pids = lives.leave(Lives.shell(tree), 3);
        EndedRun end = endOfNext("stop");
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.reason()).isEqualTo("told to");
        assertThat(pids).noneMatch(RunBench::isAlive);
        assertThat(lives.keepers()).isEmpty();
    }

    @Test
    void whatTheFirstProcessLeavesIsEndedUnderTheNextLifeToo() throws Exception {
        List<String> pids =
                lives.leave(Lives.shell("echo $$; (setsid sh -c 'echo $$; exec sleep 1000' &); " + untilGo), 2);
        lives.go();
        awaitEnded(pids.getFirst());
        assertThat(RunBench.isAlive(pids.get(1))).isTrue();
        assertThat(endOfNext("finish").outcome()).isEqualTo(Outcome.DONE);
        assertThat(pids).noneMatch(RunBench::isAlive);
    }

    @Test
    void theTimeThatItMayRunCountsFromItsStart() throws Exception {
        long limitMillis = 3_000;
        CommandLine line = new CommandLine(List.of("echo $$; sleep 1000"), true);
        String pid = lives.leave(Lives.order(line, null, limitMillis), 1).getFirst();
        long ticks = lives.readNote().startTicks();
        await().until(() -> Outsider.ageMillis(ticks) > limitMillis);
        EndedRun end = endOfNext("finish");
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isEqualTo(Cause.TOO_LONG);
        assertThat(RunBench.isAlive(pid)).isFalse();
    }

    @Test
    void withoutItsKeeperItGoesOnAndIsNeverTakenForWhatItWasNot() throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; " + untilGo), 1).getFirst();
        lives.keepers().forEach(keeper -> Libc.signal(keeper, Libc.SIGKILL));
        Process next = lives.next(Keep.AUTO, "finish");
        lives.awaitTaken(next);
        assertThat(RunBench.isAlive(pid)).isTrue();
        lives.go();
        EndedRun end = lives.ends(next).getFirst();
        // The system takes its orphans away at once, and now and then a look is quicker.
        if (end.outcome() != Outcome.DONE) {
            assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(end.reason()).contains("nobody remembers how");
        }
    }

    @Test
    void whatNobodyKnowsAnythingOfAnyMoreIsNotGoneOnWith() throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; " + untilGo), 1).getFirst();
        lives.keepers().forEach(keeper -> Libc.signal(keeper, Libc.SIGKILL));
        lives.go();
        awaitEnded(pid);
        await().until(() -> {
            // Where another test has made this process the parent of orphans, nobody else takes it away.
            Libc.reap(Integer.parseInt(pid));
            return ProcTable.find(Integer.parseInt(pid)) == null;
        });
        assertThat(lives.ends(lives.next(Keep.AUTO, "finish"))).isEmpty();
        assertThat(lives.log()).contains("does not go on with this", "is gone, and nobody remembers how it ended");
    }

    @Test
    void neverMeansThatWhatRunsIsEndedAndToldSo() throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; sleep 1000"), 1).getFirst();
        assertThat(lives.ends(lives.next(Keep.NEVER, "finish"))).isEmpty();
        assertThat(RunBench.isAlive(pid)).isFalse();
        assertThat(lives.log()).contains("does not go on with this: worker.keep is never");
        assertThat(lives.keepers()).isEmpty();
        assertThat(lives.note()).doesNotExist();
    }

    @Test
    void anEndThatIsKnownAlreadyIsNotToldAgain() throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; sleep 1000"), 1).getFirst();
        assertThat(lives.ends(lives.next(Keep.AUTO, "known"))).isEmpty();
        assertThat(RunBench.isAlive(pid)).isFalse();
        assertThat(lives.note()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"boot, the machine was restarted", "ticks, is gone, and nobody remembers", "text, "})
    void aNoteThatDoesNotHoldIsNotBelieved(String fault, String words) throws Exception {
        String pid = lives.leave(Lives.shell("echo $$; sleep 1000"), 1).getFirst();
        KeptNote note = lives.readNote();
        String text = Json.write(note);
        String wrong = switch (fault) {
            case "boot" -> text.replace(note.boot(), "another");
            case "ticks" -> text.replace("\"startTicks\":" + note.first().startTicks(), "\"startTicks\":1");
            default -> text.substring(0, text.length() / 2);
        };
        Files.writeString(lives.note(), wrong);
        assertThat(lives.ends(lives.next(Keep.AUTO, "finish"))).isEmpty();
        assertThat(RunBench.isAlive(pid)).isFalse();
        assertThat(lives.log()).contains(words == null ? "the worker went away while this ran" : words);
        assertThat(lives.note()).doesNotExist();
        assertThat(lives.keepers()).isEmpty();
    }

    @Test
    void aLifeThatIsKilledAtOnceLeavesNothingThatIsNotGoneOnWithOrEnded() throws Exception {
        Process first = lives.begin(Lives.shell("echo $$; " + untilGo + "exit 5"));
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> Files.exists(lives.data.resolve("run/worker-id"))
                        && !lives.keepers().isEmpty());
        Lives.kill(first);
        lives.go();
        List<EndedRun> ends = lives.ends(lives.next(Keep.AUTO, "finish"));
        assertThat(ends)
                .allMatch(end -> Integer.valueOf(5).equals(end.exitCode()))
                .hasSizeLessThan(2);
        assertThat(ends.isEmpty()).isEqualTo(lives.output().isEmpty());
        assertThat(lives.keepers()).isEmpty();
    }
}
