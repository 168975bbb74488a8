package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as it is started: its words, its exit codes, its end. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DispatcherMainTest {
    @TempDir
    Path folder;

    @Test
    void helpTellsFlagsAndExitCodes() throws Exception {
        DispatcherProcess help = DispatcherProcess.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.words())
                .contains("Usage: puli dispatcher run", "--port", "--serverport", "--bind", "--data", "--database")
                .contains("--config", "--debug", "--console", "Exit codes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port|x|dispatcher.port is 'x'",
                "--port|70000|from 0 to 65535",
                "--bind|nowhere.invalid|dispatcher.bind is 'nowhere.invalid'",
                "--database|oracle:x|expected sqlite:FILE, postgresql:",
                "--config|/nowhere/puli.yaml|/nowhere/puli.yaml does not exist",
                "--prot|8004|Unknown option"
            })
    void badFlagsExitWithTwoAndWords(String flag, String value, String words) throws Exception {
        DispatcherProcess refused =
                DispatcherProcess.run("--data", folder.resolve("d").toString(), flag, value);
        assertThat(refused.exitCode()).as(refused.words()).isEqualTo(2);
        assertThat(refused.words()).contains(words).doesNotContain("\tat ");
        assertThat(folder.resolve("d")).doesNotExist();
    }

    @Test
    void aTakenPortExitsWithOneAndWords() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DispatcherProcess refused = DispatcherProcess.run(
                    "--data", folder.toString(), "--port", Integer.toString(taken.getLocalPort()));
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.words())
                    .contains("The dispatcher cannot start: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("--port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndNotTouched() throws Exception {
        Path garbage = folder.resolve("farm.db");
        byte[] bytes = "this is no database, but somebody's only copy of something else\n"
                .repeat(100)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(garbage, bytes);
        DispatcherProcess refused = DispatcherProcess.run("--data", folder.toString(), "--port", "0");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.words())
                .contains("The dispatcher cannot start", garbage.toString(), "not a database")
                .doesNotContain("\tat ");
        assertThat(Files.readAllBytes(garbage)).isEqualTo(bytes);
    }

    @Test
    void aFolderInUseExitsWithOneAndASignalEndsInOrderWithZero() throws Exception {
        Path data = folder.resolve("new");
        try (DispatcherProcess first = DispatcherProcess.start("--data", data.toString(), "--port", "0")) {
            first.awaitWords("listens on http://127.0.0.1:").awaitWords(data.toString());
            DispatcherProcess second = DispatcherProcess.run("--data", data.toString(), "--port", "0");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.words())
                    .contains("another dispatcher (process " + first.process().pid() + ")", "--data");
            DispatcherProcess third = DispatcherProcess.run(
                    "--data",
                    folder.resolve("other").toString(),
                    "--port",
                    "0",
                    "--database",
                    "sqlite:" + data.resolve("farm.db"));
            assertThat(third.exitCode()).isEqualTo(1);
            assertThat(third.words()).contains("another dispatcher", "the database " + data.resolve("farm.db"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            first.process().toHandle().destroy();
            assertThat(first.exitCode()).isZero();
            assertThat(Files.readString(data.resolve("logs/dispatcher.log"))).contains("Stopped");
        }
        try (DispatcherProcess again = DispatcherProcess.start("--data", data.toString(), "--port", "0")) {
            again.awaitWords("listens on");
        }
    }

    @Test
    void tokensAreAnnouncedOnceAndNeverShown() throws Exception {
        String[] arguments = {"--data", folder.toString(), "--port", "0", "--bind", "0.0.0.0", "--debug"};
        try (DispatcherProcess first = DispatcherProcess.start(arguments)) {
            first.awaitWords("This is said once.");
            String admin = Files.readString(folder.resolve("admin.token")).strip();
            String worker = Files.readString(folder.resolve("worker.token")).strip();
            assertThat(first.words())
                    .contains(
                            folder.resolve("admin.token").toString(),
                            folder.resolve("worker.token").toString())
                    .doesNotContain(admin, worker);
            first.process().toHandle().destroy();
            assertThat(first.exitCode()).isZero();
            assertThat(Files.readString(folder.resolve("logs/dispatcher.log"))).doesNotContain(admin, worker);
        }
        try (DispatcherProcess second = DispatcherProcess.start(arguments)) {
            second.awaitWords("its data is in ").awaitWords("\n");
            second.process().toHandle().destroy();
            assertThat(second.exitCode()).isZero();
            assertThat(second.words()).doesNotContain("This is said once", "admin.token", "worker.token");
        }
    }

    @Test
    void itEndsSoonThoughSomebodyFollows() throws Exception {
        try (DispatcherProcess dispatcher = DispatcherProcess.start("--data", folder.toString(), "--port", "0")) {
            dispatcher.awaitWords("listens on http://127.0.0.1:").awaitWords(",");
            int port = Integer.parseInt(dispatcher.words().replaceAll("(?s).*127\\.0\\.0\\.1:(\\d+),.*", "$1"));
            String submit = RawHttp.ask(
                    port,
                    "POST /api/v1/jobs HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: 0");
            assertThat(RawHttp.status(submit)).isEqualTo(400);
            try (java.net.Socket follower = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
                follower.getOutputStream().write("GET /api/v1/fa".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                dispatcher.process().toHandle().destroy();
                assertThat(dispatcher.exitCode()).isZero();
            }
        }
    }
}
