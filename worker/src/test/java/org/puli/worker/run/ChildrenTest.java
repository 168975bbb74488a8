package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    Path folder;

    private ProcessTree start(String mark, String line, Path log) {
        try {
            List<String> environment = List.of(RunMark.VARIABLE + "=" + mark);
            return Children.start(mark, SHELL, List.of("sh", "-c", line), environment, folder, log);
        } catch (CannotStart e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> FutureTask<T> apart(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static boolean isStarting(ProcessStat process, ProcessTree other) {
        return process.parent() == ProcTable.SELF
                && process.session() != ProcTable.OWN_SESSION
                && process.pid() != other.main();
    }

    /** Between its fork and its first instruction a child carries no mark, and looks like an orphan of whoever runs. */
    @Test
    void aTreeThatEndsWhileAnotherStartsLeavesThatAlone() throws Exception {
        ProcessTree ending = start("ending", "sleep 1000", folder.resolve("ending.log"));
        FutureTask<Libc.Exit> end = apart(ending::awaitMain);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        // A child opens its log before it begins, and a pipe opens when somebody reads it.
        FutureTask<ProcessTree> starting = apart(() -> start("starting", "exit 7", pipe));
        await().until(() -> ProcTable.read().stream().anyMatch(process -> isStarting(process, ending)));
        ending.end(Duration.ofMillis(50));
        assertThat(end.get()).isEqualTo(new Libc.Exit(true, 15));
        ending.reap();
        try (InputStream _ = Files.newInputStream(pipe)) {
            ProcessTree started = starting.get();
            assertThat(started.awaitMain()).isEqualTo(new Libc.Exit(false, 7));
            started.reap();
        }
    }
}
