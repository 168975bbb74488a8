package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Settings;

/** How it is said when a machine sleeps, and by which addresses it is woken. */
class PowerSettingsTest {
    private static final String ADDRESS = "52:54:00:12:34:56";

    private static @Nullable PowerSettings read(String idle, String name, String value) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PULI_WORKER_POWER_IDLE_AFTER", idle);
        variables.put("PULI_WORKER_POWER_ADDRESSES", ADDRESS);
        variables.put("PULI_WORKER_POWER_" + name, value);
        return PowerSettings.of(Settings.read(null, variables, Map.of()));
    }

    @Test
    void nothingSleepsUnlessItIsSaid() {
        assertThat(PowerSettings.of(Settings.read(null, Map.of(), Map.of()))).isNull();
    }

    @Test
    void allOfItIsRead() {
        PowerSettings settings = read("30m", "COMMAND", "  sudo  systemctl poweroff ");
        assertThat(settings)
                .isEqualTo(new PowerSettings(
                        Duration.ofMinutes(30), null, List.of("sudo", "systemctl", "poweroff"), List.of(ADDRESS)));
        assertThat(read("0s", "ADDRESSES", "52:54:00:12:34:56, AA:bb:00:00:00:01")
                        .addresses())
                .containsExactly(ADDRESS, "aa:bb:00:00:00:01");
        assertThat(read("0s", "HOURS", "19:00-07:00").hours()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500ms | COMMAND   | x        | worker.power.idleAfter is",
                "31d   | COMMAND   | x        | worker.power.idleAfter",
                "1m    | ADDRESSES | 1:2      | worker.power.addresses is '1:2'",
                "1m    | HOURS     | at noon  | worker.power.hours",
            })
    void whatMakesNoSenseIsRefused(String idle, String name, String value, String words) {
        assertThatThrownBy(() -> read(idle, name, value))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(words);
    }

    @Test
    void networkCardsAreWhatHasADevice(@TempDir Path folder) throws IOException {
        card(folder, "eth0", ADDRESS, true);
        card(folder, "lo", "00:00:00:00:00:00", true);
        card(folder, "docker0", "02:42:00:00:00:01", false);
        card(folder, "ib0", "80:00:00:00:00:00:00:00:00:01", true);
        assertThat(new NetworkCards(folder).addresses()).containsExactly(ADDRESS);
        assertThat(new NetworkCards(folder.resolve("none")).addresses()).isEmpty();
    }

    private static void card(Path folder, String name, String address, boolean hasDevice) throws IOException {
        Path card = Files.createDirectories(folder.resolve(name));
        Files.writeString(card.resolve("address"), address + "\n");
        if (hasDevice) {
            Files.createDirectory(card.resolve("device"));
        }
    }
}
