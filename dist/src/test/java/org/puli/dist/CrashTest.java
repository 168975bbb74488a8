package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kill test end to end, as a user would call it, on what this build has just packaged; longer ones are by hand. */
class CrashTest {
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void killsBreakNoPromise() throws IOException, InterruptedException {
        assertThat(crash("--rounds", "8", "--kill", "all"))
                .contains("8 rounds, ")
                .contains(" 0 broken");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void killsOfWorkersBreakNoPromiseAndCommandsGoOn() throws IOException, InterruptedException {
        assertThat(crash("--rounds", "12", "--kill", "workers"))
                .contains("12 rounds, 12 kills, ")
                .contains(" 0 broken")
                .containsPattern("\\b[1-9]\\d* went on under another life of their worker");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whicheverOfTwoDispatchersLeadsNoPromiseIsBroken() throws IOException, InterruptedException {
        assertThat(crash("--rounds", "3", "--standby", "postgresql", "--seed", "3"))
                .contains("3 rounds, ")
                .contains(" 0 broken");
    }

    /** Runs the verb; gives back what it said. */
    static String crash(String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(SourceTree.ROOT.resolve("puli").toString(), "crash"));
        line.addAll(List.of(arguments));
        ProcessBuilder crash = new ProcessBuilder(line);
        crash.environment().put("PULI_BUILD", "never");
        crash.environment()
                .put("PULI_JDK", Path.of(System.getProperty("java.home")).toString());
        crash.redirectErrorStream(true);
        Process process = crash.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } finally {
            process.destroy();
        }
    }
}
