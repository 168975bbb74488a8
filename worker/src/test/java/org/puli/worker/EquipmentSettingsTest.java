package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Equipment;

class EquipmentSettingsTest {
    private static Equipment equipment(Map<Setting, String> values) {
        return EquipmentSettings.of(Settings.read(null, Map.of(), values));
    }

    @Test
    void aMachineThatSaysNothingTellsItsSystem() {
        Equipment plain = equipment(Map.of());
        assertThat(plain.attributes()).containsEntry("os", "linux").containsKey("arch");
        assertThat(plain.gpus()).isZero();
        assertThat(plain.performance()).isEqualTo(1);
        assertThat(plain.tags()).isEmpty();
    }

    @Test
    void everythingCanBeSaid() {
        Equipment said = equipment(Map.of(
                Setting.WORKER_TAGS, "gpu, fx,",
                Setting.WORKER_SOFTWARE, "maya-2026",
                Setting.WORKER_ATTRIBUTES, "rack=r1, os=rocky",
                Setting.WORKER_GPUS, "2",
                Setting.WORKER_GPU_MEMORY, "24G",
                Setting.WORKER_AMOUNTS, "scratch=1.5",
                Setting.WORKER_PERFORMANCE, "1.4"));
        assertThat(said.tags()).isEqualTo(List.of("fx", "gpu"));
        assertThat(said.software()).isEqualTo(List.of("maya-2026"));
        assertThat(said.attributes()).containsEntry("rack", "r1").containsEntry("os", "rocky");
        assertThat(said.gpus()).isEqualTo(2);
        assertThat(said.gpuMemoryBytes()).isEqualTo(24L << 30);
        assertThat(said.amounts()).isEqualTo(Map.of("scratch", 1.5));
        assertThat(said.performance()).isEqualTo(1.4);
    }

    @ParameterizedTest
    @CsvSource({
        "WORKER_ATTRIBUTES, rack, expected pairs",
        "WORKER_ATTRIBUTES, 'a b=1', has the character",
        "WORKER_AMOUNTS, scratch=none, expected a number above 0",
        "WORKER_AMOUNTS, scratch=0, expected a number above 0",
        "WORKER_PERFORMANCE, 0, expected a number above 0",
        "WORKER_PERFORMANCE, fast, expected a number above 0",
        "WORKER_GPUS, 65, from 0 to 64"
    })
    void whatCannotBeUsedIsNamed(Setting setting, String value, String words) {
        assertThatThrownBy(() -> equipment(Map.of(setting, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(words);
    }
}
