package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFormatTest {
    @TempDir
    Path folder;

    private Path registered;

    @BeforeEach
    void formats() throws IOException {
        registered = Files.createDirectory(folder.resolve("binfmt_misc"));
        Files.writeString(registered.resolve("status"), "enabled\n");
        Files.writeString(registered.resolve("register"), "");
    }

    private void register(String name, String... lines) throws IOException {
        Files.writeString(registered.resolve(name), String.join("\n", lines) + "\n");
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private void isRefused(Path file) {
        assertThatThrownBy(() -> ProgramFormat.check(file, folder, registered))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no #! line")
                .hasMessageContaining(file.toString());
    }

    private void isTaken(Path file) {
        assertThatCode(() -> ProgramFormat.check(file, folder, registered)).doesNotThrowAnyException();
    }

    @Test
    void programsAndScriptsAreTakenAndPlainTextIsNot() throws IOException {
        isTaken(Path.of("/bin/sh"));
        isTaken(file("script", "#!/bin/sh\n"));
        isRefused(file("text", "echo hello\n"));
        isRefused(file("empty", ""));
        isRefused(file("short", "#"));
    }

    @Test
    void aScriptIsWhatItsInterpreterIs() throws IOException {
        Path wrapper = file("wrapper", "#!/bin/sh\n");
        Path text = file("text", "echo hello\n");
        isTaken(file("wrapped", "#! " + wrapper + " -x\n"));
        isTaken(file("relative", "#!wrapper\n"));
        isTaken(file("lost", "#!/no/such/interpreter\n"));
        isRefused(file("of-text", "#!" + text + "\n"));
        isRefused(file("of-nothing", "#!\necho hello\n"));
    }

    @Test
    void aProgramOfAnotherMachineIsNone() throws IOException {
        byte[] head = Arrays.copyOf(Files.readAllBytes(Path.of("/bin/true")), 64);
        Path own = file("own", head);
        head[18] ^= 0x55;
        Path other = file("other", head);
        isTaken(own);
        isRefused(other);
        isRefused(file("cut", Arrays.copyOf(head, 10)));
        register("qemu", "enabled", "interpreter /usr/bin/qemu", "flags: ", "offset 0", "magic 7f454c46");
        isTaken(other);
    }

    @Test
    void whatIsMissingOrBarredIsLeftToTheKernel() throws IOException {
        isTaken(folder.resolve("nowhere"));
        Path barred = Files.writeString(folder.resolve("barred"), "echo hello\n");
        isTaken(barred);
        isTaken(file("of-barred", "#!" + barred + "\n"));
    }

    @Test
    void whatTheSiteRegisteredIsTaken() throws IOException {
        register("wine", "enabled", "interpreter /usr/bin/wine", "flags: ", "extension .exe");
        register("odd", "enabled", "interpreter /usr/bin/odd", "flags: ", "offset 2", "magic 41ff43", "mask ff00ff");
        register("gone", "disabled", "interpreter /usr/bin/gone", "flags: ", "extension .gone");
        isTaken(file("tool.exe", "MZ"));
        isTaken(file("masked", "xxAzC and more"));
        isRefused(file("other", "xxAzD and more"));
        isRefused(file("a.gone", "MZ"));
    }

    @Test
    void aMachineWithoutRegisteredFormatsHasNone() throws IOException {
        registered = folder.resolve("none");
        isRefused(file("tool.exe", "MZ"));
    }
}
