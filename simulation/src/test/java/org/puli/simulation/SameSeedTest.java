package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A seed is a bug report: it has to give the very same run everywhere. */
class SameSeedTest {
    private static final long SEED = 7;

    @BeforeAll
    static void silenceTheLog() {
        SilentLog.begin();
    }

    @Test
    void aSeedRunsTheSameInAFreshProcess() throws Exception {
        SeedResult here = FarmSimulation.run(SEED);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.puli.simulation.SimulateMain",
                        "--seed",
                        String.valueOf(SEED))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(here.steps()).isGreaterThan(1_000);
        assertThat(output).contains("Trace hash " + Long.toHexString(here.hash()));
        assertThat(output).contains("1 seeds, " + here.steps() + " events, 0 broken");
    }

    @Test
    void otherSeedsRunOtherwise() {
        assertThat(FarmSimulation.run(SEED).hash())
                .isEqualTo(FarmSimulation.run(SEED).hash())
                .isNotEqualTo(FarmSimulation.run(SEED + 1).hash());
    }
}
