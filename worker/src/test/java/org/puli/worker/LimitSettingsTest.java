package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.spec.ProcessLimits;

class LimitSettingsTest {
    private static ProcessLimits limits(Map<String, String> environment) {
        return LimitSettings.of(Settings.read(null, environment, Map.of()));
    }

    @Test
    void nothingIsLimitedUnlessItIsSaid() {
        assertThat(limits(Map.of())).isEqualTo(new ProcessLimits(null, null, null, null, false));
    }

    @Test
    void allIsReadAtItsEdges() {
        assertThat(limits(Map.of(
                        "PULI_WORKER_LIMITS_OPEN_FILES", "64",
                        "PULI_WORKER_LIMITS_CORE_SIZE", "0",
                        "PULI_WORKER_NICE", "-20",
                        "PULI_WORKER_OOM_SCORE_ADJ", "-1000",
                        "PULI_WORKER_PINNING", "true")))
                .isEqualTo(new ProcessLimits(64, 0L, -20, -1000, true));
        assertThat(limits(Map.of(
                        "PULI_WORKER_LIMITS_OPEN_FILES", "1000000000",
                        "PULI_WORKER_LIMITS_CORE_SIZE", "2G",
                        "PULI_WORKER_NICE", "19",
                        "PULI_WORKER_OOM_SCORE_ADJ", "1000")))
                .isEqualTo(new ProcessLimits(1_000_000_000, 2L << 30, 19, 1000, false));
        assertThat(limits(Map.of("PULI_WORKER_LIMITS_CORE_SIZE", "unlimited")).coreBytes())
                .isEqualTo(ProcessLimits.ANY_SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "WORKER_LIMITS_OPEN_FILES,63",
        "WORKER_LIMITS_OPEN_FILES,unlimited",
        "WORKER_LIMITS_CORE_SIZE,much",
        "WORKER_LIMITS_CORE_SIZE,-1",
        "WORKER_NICE,20",
        "WORKER_NICE,-21",
        "WORKER_OOM_SCORE_ADJ,1001",
        "WORKER_OOM_SCORE_ADJ,-1001",
        "WORKER_PINNING,cores"
    })
    void whatCannotBeUsedIsNamed(Setting setting, String value) {
        assertThatThrownBy(() -> limits(Map.of(setting.variable(), value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(value);
    }
}
