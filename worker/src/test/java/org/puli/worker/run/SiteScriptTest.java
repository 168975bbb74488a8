package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteScriptTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path script(String lines) throws IOException {
        Path file = Files.createTempFile(folder, "script", "");
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    @Test
    void outputErrorsAndExitCodeAreTold() throws IOException {
        Path script = script("cat; pwd; echo wrong >&2; exit 3");
        assertThat(SiteScript.run(script, LONG, 100, false))
                .isEqualTo(new SiteScript.Ended(3, false, "/\n", "wrong\n", false));
        assertThat(SiteScript.run(script, LONG, 100, true))
                .isEqualTo(new SiteScript.Ended(3, false, "/\nwrong\n", "", false));
    }

    @Test
    void whatTakesTooLongIsEndedWithWhatItStarted() throws IOException {
        SiteScript.Ended ended =
                SiteScript.run(script("sleep 1000 & echo $!; wait"), Duration.ofMillis(500), 100, false);
        assertThat(ended.isTooLong()).isTrue();
        String child = ended.output().strip();
        assertThat(child).matches("\\d+");
        await().until(() -> !RunBench.isAlive(child));
    }

    @Test
    void tooMuchOutputHoldsNobodyUpAndItsEndIsKept() throws IOException {
        SiteScript.Ended ended = SiteScript.run(script("seq 200000; echo end"), LONG, 10, false);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.isCut()).isTrue();
        assertThat(ended.output()).hasSize(10).endsWith("\nend\n");
    }

    @Test
    void whatItLeavesBehindIsNotWaitedFor() throws IOException {
        SiteScript.Ended ended = SiteScript.run(script("sleep 1000 & echo $!"), LONG, 100, false);
        assertThat(ended.isTooLong()).isFalse();
        long child = Long.parseLong(ended.output().strip());
        ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void whatMayNotRunIsRefusedInWords() throws IOException {
        Path script = script("exit 0");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xrwx"));
        refused(script, "may be written by everybody; chmod o-w");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-------"));
        refused(script, "chmod +x");
        refused(folder, "is not a file");
        refused(folder.resolve("none"), "does not exist");
    }

    private static void refused(Path script, String words) {
        assertThatThrownBy(() -> SiteScript.run(script, LONG, 100, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(script.toString())
                .hasMessageContaining(words);
    }

    @Test
    void theLastLineThatSaysSomethingIsFound() {
        assertThat(new SiteScript.Ended(1, false, "a\nb\n\n", "", false).lastLine())
                .isEqualTo("b");
        assertThat(new SiteScript.Ended(1, false, "a\n", " c \n", false).lastLine())
                .isEqualTo("c");
        assertThat(new SiteScript.Ended(1, false, "", "", false).lastLine()).isEqualTo("it said nothing");
    }
}
