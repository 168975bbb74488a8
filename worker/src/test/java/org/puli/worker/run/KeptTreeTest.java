package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;

class KeptTreeTest {
    @TempDir
    Path folder;

    /** The keepers of this process's commands, however late they seem to have been started. */
    private static List<ProcessStat> keepersOfLater() {
        return ProcTable.read().stream()
                .filter(process -> process.parent() == ProcTable.SELF)
                .filter(process -> ProcTable.findVariable(process.pid(), Keeper.VARIABLE) != null)
                .map(process -> new ProcessStat(
                        process.pid(),
                        process.state(),
                        process.parent(),
                        process.group(),
                        process.session(),
                        process.startTicks() + 1))
                .toList();
    }

    /** A process without a mark is taken for one of the only tree that is old enough; a keeper must not be. */
    @Test
    void aKeeperIsTakenForNoTreesOwn() throws Exception {
        RunSettings settings =
                RunSettings.in(folder).withGrace(Duration.ofSeconds(5)).withKeep(RunSettings.Keep.ALWAYS);
        try (RunBench bench = new RunBench(settings)) {
            RunningCommand command = bench.shell("echo up; sleep 1000").launch();
            bench.awaitOutput(new AttemptRef(new CommandId(1), 1), 1);
            assertThat(keepersOfLater()).isNotEmpty().allMatch(keeper -> Children.findOwner(keeper) == null);
            command.stop("enough");
            assertThat(RunBench.end(command).outcome()).isEqualTo(EndedRun.Outcome.STOPPED);
            assertThat(keepersOfLater()).isEmpty();
        }
    }
}
