package org.puli.worker.availability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.local.LocalHold;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

class LocalPauseTest {
    @TempDir
    private Path folder;

    @Test
    void aPauseOutlastsTheDaemonAndAResumeDoes() throws IOException {
        Path file = folder.resolve("pause.json");
        LocalHold hold = new LocalHold(false, "lunch", OfRunning.REQUEUE, "ada", 12);
        LocalPause.open(file).set(hold);
        LocalPause again = LocalPause.open(file);
        assertThat(again.find()).isEqualTo(hold);
        assertThat(again.now())
                .isEqualTo(new Availability(Cause.LOCAL, "lunch (paused at the machine by ada)", OfRunning.REQUEUE));
        again.set(null);
        again.set(null);
        assertThat(again.now()).isNull();
        assertThat(LocalPause.open(file).find()).isNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDamagedNoteLeavesTheMachineToWhoeverWantedIt() throws IOException {
        Path file = folder.resolve("pause.json");
        Files.writeString(file, "{\"drains\": fal");
        assertThat(requireNonNull(LocalPause.open(file).now()).reason()).contains("cannot be read");
    }

    @Test
    void whatCannotBeKeptChangesNothing() {
        LocalPause pause = LocalPause.open(folder.resolve("missing").resolve("pause.json"));
        assertThatThrownBy(() -> pause.set(new LocalHold(true, null, OfRunning.FINISH, "ada", 1)))
                .isInstanceOf(IOException.class);
        assertThat(pause.now()).isNull();
    }

    @Test
    void ofSeveralReasonsTheFirstIsToldAndTheHardestHolds() {
        Availability hours = new Availability(Cause.OFF_HOURS, "day", OfRunning.REQUEUE);
        Availability pause = new Availability(Cause.LOCAL, "lunch", OfRunning.FINISH);
        Availability file = new Availability(Cause.LOCAL, "file", OfRunning.FINISH);
        assertThat(new Reasons(List.of(() -> hours, () -> null, () -> pause, () -> file)).now())
                .isEqualTo(new Availability(Cause.LOCAL, "lunch", OfRunning.REQUEUE));
        assertThat(new Reasons(List.of(() -> null, Willingness.ALWAYS)).now()).isNull();
    }
}
