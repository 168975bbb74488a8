package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.Platform;
import org.puli.worker.output.Programs;

class LauncherKindTest {
    @TempDir
    Path folder;

    private Class<?> opened(LauncherKind kind, Platform here) throws IOException {
        Supplier<Programs> programs = Map.of(0, Programs.builtIn()).values().iterator()::next;
        try (MachineLauncher launcher = kind.open(RunSettings.in(folder), programs, List::of, here)) {
            return launcher.getClass();
        }
    }

    @Test
    void eachPlatformGetsWhatKnowsMostOnItUnlessSomethingElseIsSaid() throws IOException {
        assertThat(opened(LauncherKind.AUTO, Platform.LINUX)).isEqualTo(LinuxLauncher.class);
        assertThat(opened(LauncherKind.LINUX, Platform.LINUX)).isEqualTo(LinuxLauncher.class);
        assertThat(opened(LauncherKind.PORTABLE, Platform.LINUX)).isEqualTo(PortableLauncher.class);
        assertThat(opened(LauncherKind.AUTO, Platform.MACOS)).isEqualTo(PortableLauncher.class);
        assertThat(opened(LauncherKind.AUTO, null)).isEqualTo(PortableLauncher.class);
        assertThatThrownBy(() -> opened(LauncherKind.LINUX, Platform.WINDOWS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("worker.launcher is 'linux'");
    }

    @Test
    void kindsAreFoundByTheirWords() {
        assertThat(LauncherKind.find("portable")).isEqualTo(LauncherKind.PORTABLE);
        assertThat(LauncherKind.find("AUTO")).isNull();
        assertThat(LauncherKind.find("windows")).isNull();
    }
}
