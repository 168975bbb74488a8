package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;

class HealthSettingsTest {
    private static HealthSettings health(Map<String, String> environment) {
        return HealthSettings.of(Settings.read(null, environment, Map.of()));
    }

    @Test
    void nothingOfTheSitesRunsUnlessItIsSaid() {
        assertThat(health(Map.of()))
                .isEqualTo(new HealthSettings(
                        null,
                        null,
                        null,
                        Duration.ofMinutes(10),
                        null,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2)));
    }

    @Test
    void allIsReadAtItsEdges() {
        assertThat(health(Map.of(
                        "PULI_WORKER_GPUS", "0",
                        "PULI_WORKER_GPU_MEMORY", "24G",
                        "PULI_WORKER_FACTS_FOLDER", "/etc/puli/facts.d",
                        "PULI_WORKER_FACTS_EVERY", "10s",
                        "PULI_WORKER_CHECK_SCRIPT", "~/check",
                        "PULI_WORKER_CHECK_EVERY", "24h",
                        "PULI_WORKER_CHECK_TIME", "1s",
                        "PULI_WORKER_SAMPLE_EVERY", "1m",
                        "PULI_WORKER_CLOCK_SKEW", "100ms")))
                .isEqualTo(new HealthSettings(
                        0,
                        24L << 30,
                        Path.of("/etc/puli/facts.d"),
                        Duration.ofSeconds(10),
                        Path.of(System.getProperty("user.home"), "check"),
                        Duration.ofHours(24),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @CsvSource({
        "WORKER_GPUS, 65, from 0 to 64",
        "WORKER_FACTS_FOLDER, facts.d, an absolute path such as",
        "WORKER_FACTS_EVERY, 9s, it has to be from 10s to 24h",
        "WORKER_CHECK_SCRIPT, ./check, an absolute path such as",
        "WORKER_CHECK_EVERY, 25h, it has to be from 10s to 24h",
        "WORKER_CHECK_TIME, 11m, it has to be from 1s to 10m",
        "WORKER_SAMPLE_EVERY, 999ms, it has to be from 1s to 1m",
        "WORKER_CLOCK_SKEW, 99ms, it has to be from 100ms to 1h"
    })
    void whatCannotBeUsedIsNamed(Setting setting, String value, String words) {
        assertThatThrownBy(() -> health(Map.of(setting.variable(), value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(words);
    }
}
