package org.puli.simulation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looks at processes of this machine. */
class RemainsTest {
    private static final String VARIABLE = "REMAINS_TEST";

    @Test
    void findsWhoseEnvironmentHasTheVariableAndItsWholeValue() throws IOException, InterruptedException {
        String value = UUID.randomUUID().toString();
        Process one = started(value + "/1");
        Process ten = started(value + "/10");
        try {
            assertThat(Remains.values(VARIABLE).values()).contains(value + "/1", value + "/10");
            assertThat(Remains.with(VARIABLE, value + "/1"))
                    .extracting(Remains.Found::pid)
                    .containsExactly(one.pid());
            assertThat(Remains.with(VARIABLE, value)).isEmpty();
        } finally {
            one.destroyForcibly().waitFor();
            ten.destroyForcibly().waitFor();
        }
        assertThat(Remains.values(VARIABLE).values()).doesNotContain(value + "/1", value + "/10");
    }

    /** A program that waits for its input; returns when it is the program, not its starter. */
    private static Process started(String value) throws IOException {
        ProcessBuilder program = new ProcessBuilder("sh", "-c", "echo; exec cat");
        program.environment().put(VARIABLE, value);
        Process process = program.start();
        process.getInputStream().read();
        return process;
    }
}
