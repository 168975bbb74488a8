package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Settings;
import org.puli.worker.run.RunAs;
import org.puli.worker.run.RunAs.Mode;

/** How it is said as whom commands run. */
class UserSettingsTest {
    private static RunAs read(String... environment) {
        Map<String, String> variables = new java.util.TreeMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return UserSettings.of(Settings.read(null, variables, Map.of()));
    }

    @Test
    void commandsRunAsTheWorkerUnlessItIsSaidOtherwise() {
        assertThat(read()).isEqualTo(RunAs.WORKER);
    }

    @Test
    void ownersAndMapsAreRead() {
        assertThat(read("PULI_WORKER_RUN_AS", "owner", "PULI_WORKER_LEAST_UID", "500"))
                .isEqualTo(new RunAs(Mode.OWNER, Map.of(), 500));
        assertThat(read("PULI_WORKER_RUN_AS", "map", "PULI_WORKER_USER_MAP", "ada=r1, *= r2")
                        .users())
                .isEqualTo(Map.of("ada", "r1", "*", "r2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root  | ''        | 1000 | worker.runAs is 'root'",
                "map   | ''        | 1000 | the map is empty",
                "owner | ada=x     | 1000 | the map names users",
                "map   | ada       | 1000 | found 'ada'",
                "map   | ada=      | 1000 | found 'ada='",
                "map   | a=b=c     | 1000 | found 'a=b=c'",
                "map   | a=b,a=c   | 1000 | names the owner 'a' twice",
                "owner | ''        | -1   | worker.leastUid",
            })
    void whatMakesNoSenseIsRefused(String mode, String map, String least, String words) {
        assertThatThrownBy(() ->
                        read("PULI_WORKER_RUN_AS", mode, "PULI_WORKER_USER_MAP", map, "PULI_WORKER_LEAST_UID", least))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(words);
    }
}
