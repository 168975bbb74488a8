package org.puli.worker.presence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.presence.SignReader.Sign;
import org.puli.worker.run.SystemProgram;

class UserPresenceTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.ofEpochSecond(1_000_000));

    @TempDir
    private Path folder;

    private long millis = 1_000_000;

    /** A program of the system, played by a script. */
    private String program(String script) throws IOException {
        Path file = Files.createTempFile(folder, "program", "");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private @Nullable Sign session(String... lines) throws IOException {
        String shown = String.join("\n", lines);
        String loginctl =
                program("if [ $1 = list-sessions ]; then echo \"  3 1000 ada seat0 tty2\"; echo \" c7 120 gdm\""
                        + "; else [ \"$2 $3\" = \"3 c7\" ] || exit 9; cat <<EOF\n" + shown + "\nEOF\nfi");
        return new LogindSessions(loginctl, NOON).look();
    }

    @Test
    void anActiveSessionIsASignUntilItsDesktopSaysThatItIsIdle() throws IOException {
        assertThat(session("Name=ada", "Class=user", "Remote=no", "Active=yes", "IdleHint=no", "", "Class=greeter"))
                .isEqualTo(new Sign("ada is logged in and active", 0));
        assertThat(session(
                        "Class=greeter",
                        "Active=yes",
                        "",
                        "Name=ada",
                        "Class=user",
                        "Active=yes",
                        "IdleHint=yes",
                        "IdleSinceHint=999990000000"))
                .isEqualTo(new Sign("ada is logged in and active", 10_000));
        assertThat(session("Name=ada", "Class=user", "Active=yes", "IdleHint=yes", "IdleSinceHint=0"))
                .isNull();
    }

    @Test
    void aSessionThatIsRemoteLockedInTheBackgroundOrNobodysIsNoSign() throws IOException {
        assertThat(session("Name=ada", "Class=user", "Remote=yes", "Active=yes", "IdleHint=no"))
                .isNull();
        assertThat(session("Name=ada", "Class=user", "Active=yes", "IdleHint=no", "LockedHint=yes"))
                .isNull();
        assertThat(session("Name=ada", "Class=user", "Active=no", "IdleHint=no"))
                .isNull();
        assertThat(session("Name=gdm", "Class=greeter", "Active=yes", "IdleHint=no"))
                .isNull();
        assertThat(session("nonsense", "==", "")).isNull();
        assertThat(new LogindSessions(program("exit 0"), NOON).look()).isNull();
    }

    @Test
    void aProgramThatIsMissingFailsOrHangsIsToldWithItsName() throws IOException {
        assertThatThrownBy(() -> new LogindSessions("/no/such/loginctl", NOON).look())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/loginctl");
        String failing = program("echo no bus; exit 1");
        assertThatThrownBy(() -> new XIdle(failing).look()).hasMessageContaining("exit code 1: no bus");
        String hanging = program("exec sleep 1000");
        assertThatThrownBy(() -> SystemProgram.ask(List.of(hanging), Duration.ofMillis(50)))
                .hasMessageContaining(hanging);
        String endless = program("exec yes");
        assertThatThrownBy(() -> SystemProgram.ask(List.of(endless), Duration.ofSeconds(20)))
                .as("what goes on after its answer is no answer")
                .hasMessageContaining(endless);
    }

    @Test
    void anXServersIdleTimeIsTheAgeOfTheSign() throws IOException {
        assertThat(new XIdle(program("echo 4321")).look().ageMillis()).isEqualTo(4_321);
        String nonsense = program("echo -1");
        assertThatThrownBy(() -> new XIdle(nonsense).look()).hasMessageContaining("no number");
    }

    @Test
    void itWantsNoWorkFromTheFirstSignUntilAWhileAfterTheLast() {
        Sign[] sign = {null};
        UserPresence presence =
                new UserPresence(List.of(() -> sign[0]), Duration.ofMinutes(10), OfRunning.REQUEUE, () -> millis);
        assertThat(presence.now()).isNull();
        sign[0] = new Sign("ada", 0);
        Availability ada = new Availability(Cause.USER_PRESENT, "ada", OfRunning.REQUEUE);
        assertThat(presence.now()).isEqualTo(ada);
        sign[0] = null;
        millis += 599_999;
        assertThat(presence.now()).isEqualTo(ada);
        millis += 1;
        assertThat(presence.now()).isNull();
    }

    @Test
    void anOldSignCountsFromWhenItWas() {
        Sign[] sign = {new Sign("ada", 600_000)};
        UserPresence presence =
                new UserPresence(List.of(() -> sign[0]), Duration.ofMinutes(10), OfRunning.FINISH, () -> millis);
        assertThat(presence.now()).isNull();
        sign[0] = new Sign("ada", 590_000);
        assertThat(presence.now()).isNotNull();
        millis += 10_000;
        sign[0] = new Sign("ada", 600_000);
        assertThat(presence.now()).isNull();
    }

    @Test
    void aReaderThatFailsDoesNotHideWhatAnotherSees() {
        SignReader failing = () -> {
            throw new IOException("no bus");
        };
        UserPresence presence = new UserPresence(
                List.of(failing, () -> new Sign("ada", 0)), Duration.ofMinutes(1), OfRunning.FINISH, () -> millis);
        assertThat(requireNonNull(presence.now()).reason()).isEqualTo("ada");
    }

    @Test
    void programsOfOthersAreSeenAndTheWorkersOwnAreNot() throws Exception {
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            CpuOfOthers seen = new CpuOfOthers(other.pid(), 0.01, () -> System.nanoTime() / 1_000_000);
            assertThat(seen.look()).as("one look shows no change").isNull();
            await().pollInterval(Duration.ofMillis(200)).until(() -> seen.look() != null);
            // Whatever else this machine does, nothing has a million cores.
            CpuOfOthers much = new CpuOfOthers(other.pid(), 1e6, () -> millis);
            much.look();
            millis += 1_000;
            assertThat(much.look()).isNull();
        } finally {
            busy.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void whatDescendsFromTheWorkerIsItsOwn() throws Exception {
        Process own = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & echo $!; wait").start();
        try {
            long child = Long.parseLong(own.inputReader().readLine());
            CpuOfOthers seen = new CpuOfOthers(own.pid(), 0, () -> millis);
            seen.look();
            assertThat(seen.isOwn(child)).isTrue();
            assertThat(seen.isOwn(own.pid())).isTrue();
            assertThat(seen.isOwn(ProcessHandle.current().pid())).isFalse();
        } finally {
            own.descendants().forEach(ProcessHandle::destroyForcibly);
            own.destroyForcibly();
        }
    }
}
