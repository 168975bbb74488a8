package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;

class FilesSettingTest {
    private static Duration every(Map<Setting, String> values) {
        return WorkerConfig.of(Settings.read(null, Map.of("PULI_WORKER_NAME", "w1"), values))
                .filesEvery();
    }

    @Test
    void filesAreLookedForEveryFiveSecondsOrAsSaid() {
        assertThat(every(Map.of())).isEqualTo(Duration.ofSeconds(5));
        assertThat(every(Map.of(Setting.WORKER_FILES_EVERY, "1s"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(every(Map.of(Setting.WORKER_FILES_EVERY, "30s"))).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5s", "31s", "soon", "-5s"})
    void whatCannotBeUsedIsNamed(String value) {
        assertThatThrownBy(() -> every(Map.of(Setting.WORKER_FILES_EVERY, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("worker.files.every");
    }

    @Test
    void whereItStandsIsNamedToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("puli.yaml"), "worker: {files: {every: 31s}}");
        assertThatThrownBy(() -> WorkerConfig.of(Settings.read(file, Map.of("PULI_WORKER_NAME", "w1"), Map.of())))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("worker.files.every is from: " + file);
        assertThatThrownBy(() -> WorkerConfig.of(Settings.read(null, Map.of("PULI_WORKER_KEEP", "maybe"), Map.of())))
                .isInstanceOf(BadSetting.class)
                .hasMessageEndingWith("(worker.keep is from: PULI_WORKER_KEEP)");
    }
}
