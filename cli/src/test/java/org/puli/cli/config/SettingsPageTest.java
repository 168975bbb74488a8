package org.puli.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.config.Setting;

class SettingsPageTest {
    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/settings.md"));
    }

    @Test
    void everySettingStandsOnThePageAsItIs() throws IOException {
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(
                                page().lines().filter(line -> line.startsWith("| `" + setting.key() + "` |")))
                        .as(setting.key())
                        .singleElement()
                        .asString()
                        .contains("`" + setting.variable() + "`")
                        .contains(setting.fallback().isEmpty() ? "|  |" : "| `" + setting.fallback() + "` |")
                        .contains(setting.isReloadable() ? "| yes |" : "|  |")
                        .contains("| " + setting.meaning() + " |"));
    }

    @Test
    void everySettingOfPuli1StandsOnThePageWithWhatBecameOfIt() throws IOException {
        String page = page();
        assertThat(Puli1Setting.ALL)
                .allSatisfy(setting -> assertThat(page)
                        .contains("| `" + setting.name() + "` |")
                        .contains("| " + setting.remark() + " |"));
    }

    @Test
    void whatTookThePlaceOfASettingExists() {
        assertThat(Puli1Setting.ALL)
                .flatExtracting(setting -> List.of(setting.now().split(", ", -1)))
                .filteredOn(now -> now.matches("(dispatcher|worker|client)\\..*"))
                .isNotEmpty()
                .allSatisfy(now -> assertThat(Setting.keys()).contains(now));
    }
}
