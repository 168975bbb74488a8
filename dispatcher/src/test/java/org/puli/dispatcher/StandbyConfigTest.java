package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;

class StandbyConfigTest {
    private static StandbyConfig config(Setting setting, String value) {
        return StandbyConfig.of(Settings.read(null, Map.of(), Map.of(setting, value)), false);
    }

    @Test
    void aLeaderThatIsCutOffWaitsTenSecondsOrAsLongAsIsSaid() {
        assertThat(config(Setting.DISPATCHER_ADDRESS, "").cutOffAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config(Setting.DISPATCHER_CUT_OFF_AFTER, "1s").cutOffAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config(Setting.DISPATCHER_CUT_OFF_AFTER, "10m").cutOffAfter())
                .isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "999ms", "601s"})
    void butNotForNoTimeNorForAnHour(String text) {
        assertThatThrownBy(() -> config(Setting.DISPATCHER_CUT_OFF_AFTER, text))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("dispatcher.cutOffAfter has to be from 1s to 10m");
    }
}
