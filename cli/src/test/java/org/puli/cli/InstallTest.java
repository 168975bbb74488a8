package org.puli.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.cli.FixedFarm.Ran;

/** The units that the verbs write, in a folder of the test's. */
class InstallTest {
    private static final int NOBODY = 65_534;
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path folder;

    private Path program;
    private Path units;

    @BeforeEach
    void makeProgram() throws IOException {
        program = Files.writeString(
                Files.createDirectory(folder.resolve("opt puli")).resolve("puli"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        units = folder.resolve("units");
    }

    private Ran install(String daemon, String... more) {
        List<String> line = new ArrayList<>(List.of(
                daemon, "install", "--program", program.toString(), "--folder", units.toString(), "--run-as", "root"));
        line.addAll(List.of(more));
        return FixedFarm.alone(line.toArray(String[]::new));
    }

    private String unit(String name) throws IOException {
        return Files.readString(units.resolve(name));
    }

    @Test
    void aWorkersUnitKeepsCommandsAndSharesTmp() throws IOException {
        Ran ran = install("worker", "--name", "w1", "--config", "/etc/puli/100%.yaml");
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        Path config = Files.writeString(folder.resolve("a b$c%d.yaml"), "worker: {stopTime: 10m}\n");
        ran = install("worker", "--name", "w1", "--config", config.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("wrote " + units.resolve("puli-worker-w1.service"))
                .contains("systemctl daemon-reload && systemctl enable --now puli-worker-w1.service");
        assertThat(unit("puli-worker-w1.service"))
                .contains("\"" + program + "\" worker run --config \"" + folder + "/a b$$c%%d.yaml\"")
                .contains("--data /var/lib/puli/worker-w1 --name w1")
                .contains("StateDirectory=puli/worker-w1\n")
                .contains("KillMode=process\n", "Delegate=yes\n", "Restart=always\n", "LimitNOFILE=65536\n")
                .contains(
                        "ExecReload=/bin/kill -USR1 $MAINPID\n", "RestartKillSignal=SIGUSR1\n", "TimeoutStopSec=635\n")
                .contains("ProtectSystem=full\n", "User=root\n")
                .doesNotContain("PrivateTmp=", "NoNewPrivileges=", "RestrictAddressFamilies=");
    }

    @Test
    void aDispatchersUnitIsShutIn() throws IOException {
        assertThat(install("dispatcher").code()).isZero();
        assertThat(unit("puli-dispatcher.service"))
                .contains("dispatcher run --data /var/lib/puli/dispatcher\n", "StateDirectory=puli/dispatcher\n")
                .contains(
                        "NoNewPrivileges=yes\n",
                        "ProtectSystem=strict\n",
                        "PrivateTmp=yes\n",
                        "ProtectHome=read-only\n")
                .contains("ExecReload=/bin/kill -HUP $MAINPID\n")
                .doesNotContain("ReadWritePaths");
        assertThat(install("dispatcher", "--data", "/srv/farm").code()).isZero();
        assertThat(unit("puli-dispatcher.service"))
                .contains("ReadWritePaths=/srv/farm\n")
                .doesNotContain("StateDirectory=puli");
    }

    @Test
    void aUnitOfOnesOwnHasNoUserAndNothingThatNeedsRoot() throws IOException {
        List<String> line = List.of("--user", "--program", program.toString(), "--folder", units.toString());
        for (String daemon : List.of("worker", "dispatcher")) {
            List<String> words = new ArrayList<>(List.of(daemon, "install"));
            words.addAll(line);
            Ran ran = FixedFarm.alone(words.toArray(String[]::new));
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out()).contains("systemctl --user enable --now puli-" + daemon + ".service");
            assertThat(unit("puli-" + daemon + ".service"))
                    .contains("WantedBy=default.target")
                    .doesNotContain("\nUser=", "ProtectSystem", "StateDirectory", "--data", "network-online");
        }
        assertThat(install("worker", "--user").err()).contains("--run-as is for units of the system");
    }

    @Test
    void onlyWhatNobodyChangedIsWrittenAnewUnlessForced() throws IOException {
        Path unit = units.resolve("puli-dispatcher.service");
        install("dispatcher");
        String first = unit("puli-dispatcher.service");
        assertThat(install("dispatcher").out()).contains("is as it should be");
        assertThat(install("dispatcher", "--data", "/srv/farm").out()).contains("wrote " + unit + " anew");
        Files.writeString(unit, unit("puli-dispatcher.service").replace("65536", "999"));
        Ran refused = install("dispatcher");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("was changed by somebody", "--dry-run", "--force");
        assertThat(unit("puli-dispatcher.service")).contains("LimitNOFILE=999");
        assertThat(install("dispatcher", "--force").code()).isZero();
        assertThat(unit("puli-dispatcher.service")).isEqualTo(first);
        Files.writeString(unit, "[Service]\nExecStart=/bin/true\n");
        assertThat(install("dispatcher").code()).as("somebody's own").isEqualTo(2);
    }

    @Test
    void aDryRunPrintsAndWritesNothing() {
        Ran ran = install("worker", "--dry-run");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("# Written by").contains("[Unit]", "[Service]", "[Install]");
        assertThat(units).doesNotExist();
    }

    @Test
    void whatCannotBeIsSaidInWords() throws IOException {
        assertThat(FixedFarm.alone("worker", "install", "--program", "/no/such/puli")
                        .err())
                .contains("there is no program /no/such/puli");
        assertThat(FixedFarm.alone("worker", "install", "--program", program.toString(), "--run-as", "a b")
                        .err())
                .contains("'a b' is not a name of a user");
        assertThat(FixedFarm.alone("worker", "install", "--program", program.toString(), "--run-as", "nobody-here")
                        .err())
                .contains("there is no user 'nobody-here'", "useradd", "--run-as");
    }

    @Test
    void whoMayNotWriteThereIsToldWhoMay() throws Throwable {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(units);
        Files.setPosixFilePermissions(units, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(installedByNobody().err()).contains("you may not write", "as root", "--user");
    }

    /** Root may write everywhere; on Linux one thread of it can be somebody else where files are concerned. */
    @SuppressWarnings("restricted") // The JDK has no way to be somebody else for one thread.
    private Ran installedByNobody() throws Throwable {
        if (!Files.getOwner(folder).getName().equals("root")) {
            return install("worker");
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setfsuid = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setfsuid"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        int before = (int) setfsuid.invokeExact(NOBODY);
        try {
            return install("worker");
        } finally {
            int nobody = (int) setfsuid.invokeExact(before);
            assertThat(nobody).isEqualTo(NOBODY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "dispatcher"})
    void systemdUnderstandsThem(String daemon) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not on this machine");
        assertThat(install(daemon).code()).isZero();
        Process verify = new ProcessBuilder(
                        ANALYZE.toString(),
                        "verify",
                        units.resolve("puli-" + daemon + ".service").toString())
                .redirectErrorStream(true)
                .start();
        verify.getOutputStream().close();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("puli"))).isEmpty();
    }
}
