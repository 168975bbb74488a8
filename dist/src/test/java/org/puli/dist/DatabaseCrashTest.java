package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills of real database servers under load, on what this build has just packaged. */
class DatabaseCrashTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void killsOfTheDatabaseBreakNoPromise(String kind) throws Exception {
        assertThat(CrashTest.crash("--rounds", "2", "--kill", "database", "--database", kind, "--seed", "5"))
                .contains("2 rounds, 2 kills, ")
                .contains(" 0 broken");
    }
}
