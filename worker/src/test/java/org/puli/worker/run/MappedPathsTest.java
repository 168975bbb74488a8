package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.PathRule;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunOrder;

/** Real programs that are given paths of another platform. */
class MappedPathsTest {
    @TempDir
    Path folder;

    private RunBench bench;
    private Path films;

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder.resolve("worker"), Duration.ofSeconds(2));
        films = Files.createDirectories(folder.resolve("films"));
        Files.writeString(films.resolve("scene.txt"), "the scene\n");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private EndedRun run(RunOrder order) {
        PathRule rule = new PathRule("films", films.toString(), "/Volumes/films", "F:\\");
        var details = Objects.requireNonNull(order.details()).withPaths(List.of(rule));
        return RunBench.end(bench.launcher.launch(new RunOrder(order.attempt(), order.leaseId(), details), () -> {}));
    }

    @Test
    void argumentsVariablesAndFolderAreFoundHere() throws IOException {
        EndedRun end = run(bench.order("sh", "-c", "pwd; cat \"$1\"; cat \"$SCENE\"", "sh", "F:\\scene.txt")
                .environment("SCENE", "f:/scene.txt")
                .in(Path.of("/Volumes/films"))
                .build());
        assertThat(end.outcome()).isEqualTo(EndedRun.Outcome.DONE);
        assertThat(bench.output(end.attempt()))
                .containsExactly(films.toRealPath().toString(), "the scene", "the scene");
    }

    @Test
    void theLogSaysWhichRootsWereExchangedWhereButNoValue() throws IOException {
        EndedRun end = run(bench.order("cat", "F:\\scene.txt")
                .environment("SECRET", "F:\\hush")
                .in(Path.of("/Volumes/films"))
                .build());
        assertThat(bench.log(end.attempt()).lines().filter(line -> line.contains("path rule")))
                .containsExactly(
                        "# puli path rule films: F:\\ is " + films + " here, in argument 1, variable SECRET",
                        "# puli path rule films: /Volumes/films is " + films + " here, in working directory");
        assertThat(bench.log(end.attempt())).doesNotContain("hush");
    }

    @Test
    void theWorkersOwnFoldersAreNeverTakenForPathsOfAJob() throws IOException {
        PathRule rule =
                new PathRule("worker", "/elsewhere", folder.resolve("worker").toString(), null);
        var order = bench.order("echo", "$PULI_SCRATCH").build();
        var details = Objects.requireNonNull(order.details()).withPaths(List.of(rule));
        EndedRun end = RunBench.end(bench.launcher.launch(new RunOrder(order.attempt(), 99, details), () -> {}));
        assertThat(bench.output(end.attempt()).getFirst())
                .startsWith(folder.resolve("worker/scratch").toString());
    }

    @Test
    void aLineNamesTwentyPlacesAtMost() {
        var change = new org.puli.api.spec.PathChange("argument 1", "a", "b", "films", "/a", "/b");
        assertThat(PathLines.of(java.util.Collections.nCopies(23, change))[0]).endsWith("argument 1 and 3 more");
    }
}
