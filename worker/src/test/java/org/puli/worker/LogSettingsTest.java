package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.WorkerName;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Settings;
import org.puli.worker.logs.LogRules;

class LogSettingsTest {
    private static LogRules rules(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put("PULI_WORKER_LOGS_" + pairs[i], pairs[i + 1]);
        }
        return LogSettings.of(Settings.read(null, environment, Map.of()), new WorkerName("w1"));
    }

    @Test
    void whoSaysNothingGetsLogsThatFitAnyDisk() {
        assertThat(rules()).isEqualTo(new LogRules(256 << 20, Duration.ofDays(30), 20L << 30, null));
    }

    @Test
    void everyRuleCanBeSet() {
        LogRules rules =
                rules("LIMIT", "64K", "KEEP", "0", "SPACE", "0", "SHARED", "/farm/logs/{job}/{command}.{attempt}");
        assertThat(rules.limitBytes()).isEqualTo(65_536);
        assertThat(rules.keep()).isZero();
        assertThat(rules.spaceBytes()).isZero();
        assertThat(rules.shared().root()).isEqualTo(Path.of("/farm/logs"));
        assertThat(rules("LIMIT", "0").limitBytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "LIMIT, 63K, 64K or more",
        "LIMIT, much, amount of memory",
        "KEEP, long, duration",
        "SPACE, -1, amount of memory",
        "SHARED, logs/{command}.{attempt}, absolute path",
        "SHARED, /logs/{command}.{attempt}/, absolute path",
        "SHARED, /logs/../{command}.{attempt}, absolute path",
        "SHARED, /logs/{command}, needs {command} and {attempt}",
        "SHARED, /logs/{command}.{attempt}.{shot}, has {shot}; there are: {attempt}",
        "SHARED, /{command}.{attempt}, needs a folder"
    })
    void whatCannotBeUsedIsNamedWithTheReason(String name, String value, String words) {
        assertThatThrownBy(() -> rules(name, value))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("worker.logs." + name.toLowerCase(Locale.ROOT))
                .hasMessageContaining(words);
    }
}
