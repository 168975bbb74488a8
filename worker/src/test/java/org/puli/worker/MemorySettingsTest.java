package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.spec.ProcessLimits;
import org.puli.worker.memory.MemoryRules;

class MemorySettingsTest {
    private static final long GIGABYTE = 1L << 30;

    private static Settings settings(Map<String, String> environment) {
        return Settings.read(null, environment, Map.of());
    }

    @Test
    void workersWarnUnlessItIsSaid() {
        MemoryRules rules = MemorySettings.of(settings(Map.of()));
        assertThat(rules.policy()).isEqualTo(MemoryPolicy.WARN);
        assertThat(rules.marginPercent()).isEqualTo(10);
        assertThat(rules.time()).isEqualTo(Duration.ofSeconds(10));
        assertThat(rules.reserveBytes()).isPositive().isLessThanOrEqualTo(2 * GIGABYTE);
        assertThat(MemorySettings.cgroup(settings(Map.of()))).isEqualTo("auto");
    }

    @Test
    void allIsReadAtItsEdges() {
        assertThat(MemorySettings.of(settings(Map.of(
                        "PULI_WORKER_MEMORY_POLICY", "kill",
                        "PULI_WORKER_MEMORY_MARGIN", "1000",
                        "PULI_WORKER_MEMORY_TIME", "10m",
                        "PULI_WORKER_MEMORY_RESERVE", "3G"))))
                .isEqualTo(new MemoryRules(MemoryPolicy.KILL, 1_000, Duration.ofMinutes(10), 3 * GIGABYTE));
        assertThat(MemorySettings.of(settings(Map.of(
                        "PULI_WORKER_MEMORY_POLICY", "off",
                        "PULI_WORKER_MEMORY_MARGIN", "0",
                        "PULI_WORKER_MEMORY_TIME", "0s",
                        "PULI_WORKER_MEMORY_RESERVE", "0"))))
                .isEqualTo(new MemoryRules(MemoryPolicy.OFF, 0, Duration.ZERO, 0));
        assertThat(MemorySettings.cgroup(settings(Map.of("PULI_WORKER_CGROUP", "/sys/fs/cgroup/puli"))))
                .isEqualTo("/sys/fs/cgroup/puli");
        assertThat(MemorySettings.cgroup(settings(Map.of("PULI_WORKER_CGROUP", "off"))))
                .isEqualTo("off");
    }

    @ParameterizedTest
    @CsvSource({
        "WORKER_MEMORY_POLICY,end",
        "WORKER_MEMORY_MARGIN,-1",
        "WORKER_MEMORY_MARGIN,1001",
        "WORKER_MEMORY_MARGIN,10%",
        "WORKER_MEMORY_TIME,601s",
        "WORKER_MEMORY_TIME,soon",
        "WORKER_MEMORY_RESERVE,5%",
        "WORKER_CGROUP,puli"
    })
    void whatCannotBeUsedIsNamed(Setting setting, String value) {
        Settings settings = settings(Map.of(setting.variable(), value));
        assertThatThrownBy(() -> {
                    MemorySettings.of(settings);
                    MemorySettings.cgroup(settings);
                })
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(value);
    }

    @Test
    void aTaskMaySayAnotherPolicyAndMarginsAreOfItsReservation() {
        MemoryRules rules = new MemoryRules(MemoryPolicy.WARN, 10, Duration.ZERO, 0);
        assertThat(rules.policyFor(null)).isEqualTo(MemoryPolicy.WARN);
        assertThat(rules.policyFor(ProcessLimits.NONE)).isEqualTo(MemoryPolicy.WARN);
        assertThat(rules.policyFor(ProcessLimits.NONE.withMemoryPolicy(MemoryPolicy.OFF)))
                .isEqualTo(MemoryPolicy.OFF);
        assertThat(rules.limit(1_000)).isEqualTo(1_100);
        assertThat(rules.fence(1_000)).isEqualTo(1_200 + (256 << 20));
        assertThat(MemoryRules.usualReserve(20 * GIGABYTE)).isEqualTo(GIGABYTE);
        assertThat(MemoryRules.usualReserve(100 * GIGABYTE)).isEqualTo(2 * GIGABYTE);
    }
}
