package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;

class PatternsSettingTest {
    private static @Nullable Path file(Map<String, String> environment, Map<Setting, String> values) {
        return WorkerConfig.of(Settings.read(null, environment, values)).patternsFile();
    }

    @Test
    void aFileOfPatternsIsNamedOrThereIsNone() {
        Map<String, String> name = Map.of("PULI_WORKER_NAME", "w1");
        assertThat(file(name, Map.of())).isNull();
        assertThat(file(name, Map.of(Setting.WORKER_PATTERNS_FILE, "/studio/patterns.yaml")))
                .isEqualTo(Path.of("/studio/patterns.yaml"));
        assertThat(file(Map.of("PULI_WORKER_NAME", "w1", "PULI_WORKER_PATTERNS_FILE", "~/p.yaml"), Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), "p.yaml"));
        assertThatThrownBy(() -> file(name, Map.of(Setting.WORKER_PATTERNS_FILE, "a\0b")))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("worker.patternsFile");
    }
}
