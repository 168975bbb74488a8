package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.PresenceSettings.Sign;

class AvailabilitySettingsTest {
    private static WorkerConfig config(@Nullable Path file, Map<Setting, String> flags) {
        return WorkerConfig.of(Settings.read(file, Map.of("PULI_WORKER_NAME", "w1"), flags));
    }

    @Test
    void nothingKeepsAWorkerFromWorkUnlessAsked() {
        WorkerConfig config = config(null, Map.of());
        assertThat(config.stopTime()).isZero();
        assertThat(config.availability())
                .isEqualTo(new AvailabilitySettings(null, OfRunning.FINISH, null, OfRunning.FINISH, null));
    }

    @Test
    void hoursMayBeAList(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("puli.yaml"), """
                worker:
                  hours: [Mon-Fri 19:00-08:00, Sat-Sun]
                  hoursRunning: requeue
                  stopTime: 24h
                  pauseFile: ~/pause
                  pauseFileRunning: KILL
                """);
        WorkerConfig config = config(file, Map.of());
        assertThat(config.stopTime()).isEqualTo(Duration.ofHours(24));
        assertThat(String.valueOf(config.availability().hours())).isEqualTo("Mon-Fri 19:00-08:00,Sat-Sun");
        assertThat(config.availability().hoursRunning()).isEqualTo(OfRunning.REQUEUE);
        assertThat(config.availability().pauseFileRunning()).isEqualTo(OfRunning.KILL);
        assertThat(String.valueOf(config.availability().pauseFile()))
                .isEqualTo(System.getProperty("user.home") + "/pause");
    }

    @Test
    void signsOfSomebodyMayBeSeveral() {
        AvailabilitySettings settings = config(
                        null,
                        Map.of(
                                Setting.WORKER_PRESENCE, "cpu, logind",
                                Setting.WORKER_PRESENCE_CPU, "0.5",
                                Setting.WORKER_PRESENCE_RUNNING, "requeue"))
                .availability();
        assertThat(settings.presence())
                .isEqualTo(new PresenceSettings(
                        EnumSet.of(Sign.LOGIND, Sign.CPU), Duration.ofMinutes(10), 0.5, OfRunning.REQUEUE));
        assertThatThrownBy(() -> config(null, Map.of(Setting.WORKER_PRESENCE, "logind,mouse")))
                .hasMessageContaining("logind, x and cpu");
    }

    @ParameterizedTest
    @CsvSource({
        "WORKER_HOURS, Mon-Fry, worker.hours",
        "WORKER_HOURS_RUNNING, stop, 'finish, requeue or kill'",
        "WORKER_PAUSE_FILE, pause, absolute path",
        "WORKER_PAUSE_FILE_RUNNING, stop, worker.pauseFileRunning",
        "WORKER_PRESENCE_IDLE, 9s, from 10s to 24h",
        "WORKER_PRESENCE_IDLE, 24h1s, from 10s to 24h",
        "WORKER_PRESENCE_CPU, -1, number of cores",
        "WORKER_PRESENCE_RUNNING, pause, finish",
        "WORKER_STOP_TIME, 24h1s, from 0s to 24h",
        "WORKER_KEEP, maybe, 'auto, always or never'",
    })
    void whatCannotBeUsedIsToldWithItsName(Setting setting, String value, String words) {
        assertThatThrownBy(() -> config(null, Map.of(Setting.WORKER_PRESENCE, "cpu", setting, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(words);
    }
}
