package org.puli.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.Platform;

class MappedRunTest {
    private static final List<PathRule> RULES = List.of(new PathRule("films", "/mnt/films", null, "F:\\"));

    private static RunDetails details(CommandLine line) {
        return new RunDetails(
                new JobId(1),
                "job",
                new TaskId(2),
                "task",
                new CommandId(3),
                "ada",
                line,
                FrameRange.parse("1-10"),
                "F:\\shots",
                Map.of("SCENE", "f:/a.ma", "OTHER", "x"),
                1,
                0,
                0,
                null,
                null);
    }

    @Test
    void argumentsVariablesAndTheFolderAreChanged() {
        RunDetails asked = details(new CommandLine(List.of("render", "-o", "F:\\out.{frame:04}.exr"), false));
        MappedRun run = MappedRun.of(asked.withPaths(RULES), Platform.LINUX);
        assertThat(run.details().commandLine().arguments())
                .containsExactly("render", "-o", "/mnt/films/out.{frame:04}.exr");
        assertThat(run.details().environment())
                .containsOnly(Map.entry("SCENE", "/mnt/films/a.ma"), Map.entry("OTHER", "x"));
        assertThat(run.details().workingDirectory()).isEqualTo("/mnt/films/shots");
        assertThat(run.changes())
                .extracting(PathChange::place)
                .containsExactly("argument 2", "variable SCENE", "working directory");
        assertThat(run.values()).hasSize(6);
        // What is mapped is not mapped once more.
        assertThat(run.details().paths()).isNull();
        assertThat(run.details().with(asked.commandLine(), asked.environment(), asked.workingDirectory()))
                .isEqualTo(asked);
    }

    @Test
    void theLineOfAShellStaysButItsVariablesDoNot() {
        CommandLine line = new CommandLine(List.of("F:\\x y"), true);
        MappedRun run = MappedRun.of(details(line).withPaths(RULES), Platform.LINUX);
        assertThat(run.details().commandLine()).isEqualTo(line);
        assertThat(run.details().environment()).containsEntry("SCENE", "/mnt/films/a.ma");
    }

    @Test
    void withoutRulesOrOnAnUnknownPlatformAllStaysAsItIs() {
        RunDetails asked = details(new CommandLine(List.of("F:\\x"), false));
        assertThat(MappedRun.of(asked, Platform.LINUX)).isEqualTo(new MappedRun(asked, List.of()));
        assertThat(MappedRun.of(asked.withPaths(RULES), null).changes()).isEmpty();
        assertThat(MappedRun.of(asked.withPaths(RULES), Platform.WINDOWS).changes())
                .isEmpty();
    }
}
