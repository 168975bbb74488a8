package org.puli.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;

class FileEndedRunsTest {
    @TempDir
    @Nullable
    Path folder;

    private EndedRun run(long command) {
        AttemptRef attempt = new AttemptRef(new CommandId(command), 2);
        return new EndedRun(attempt, 7, EndedRun.Outcome.FAILED, 3, null, "Ünïcødé 🎬", 1, 2, 3, 4, null, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsAddedIsThereInTheNextLife(boolean sync) {
        new FileEndedRuns(folder.resolve("a/b"), sync).add(run(1));
        FileEndedRuns next = new FileEndedRuns(folder.resolve("a/b"), sync);
        assertThat(next.load()).containsExactly(run(1));
        next.forget(run(1).attempt());
        next.forget(run(9).attempt());
        assertThat(new FileEndedRuns(folder.resolve("a/b"), sync).load()).isEmpty();
    }

    @Test
    void aHalfWrittenRunOfACrashIsNoRun() throws Exception {
        FileEndedRuns outbox = new FileEndedRuns(folder, false);
        outbox.add(run(1));
        Files.writeString(folder.resolve("2.2.json.new"), "{\"attempt\":");
        assertThat(new FileEndedRuns(folder, false).load()).containsExactly(run(1));
    }

    @Test
    void anUnreadableRunIsSetAsideNotLost() throws Exception {
        Files.writeString(folder.resolve("2.2.json"), "garbage");
        FileEndedRuns outbox = new FileEndedRuns(folder, false);
        assertThat(outbox.load()).isEmpty();
        assertThat(folder.resolve("2.2.json.unreadable")).hasContent("garbage");
    }

    @Test
    void anotherFarmSetsTheRunsOfTheFirstAside() {
        FileEndedRuns outbox = new FileEndedRuns(folder, false);
        assertThat(outbox.findFarmId()).isNull();
        outbox.join("f1");
        outbox.add(run(1));
        outbox.join("f1");
        assertThat(outbox.load()).hasSize(1);
        outbox.join("f2");
        assertThat(outbox.load()).isEmpty();
        assertThat(outbox.findFarmId()).isEqualTo("f2");
        assertThat(folder.resolve("farm-f1/1.2.json")).exists();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFailureThatNamesIt() throws Exception {
        FileEndedRuns outbox = new FileEndedRuns(folder.resolve("gone"), false);
        Files.delete(folder.resolve("gone"));
        assertThatThrownBy(() -> outbox.add(run(1)))
                .isInstanceOf(OutboxFailure.class)
                .hasMessageContaining("gone");
    }
}
