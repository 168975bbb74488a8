package org.puli.simulation.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.simulation.program.Quiet;
import picocli.CommandLine;

/** The load that a build puts on a dispatcher. */
class WarmBenchTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void beQuiet() {
        Quiet.logs();
    }

    private int warm(int port, int workers, int jobs, int commands) {
        CommandLine line = BenchMain.line();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(
                "warm", "--port=" + port, "--workers=" + workers, "--jobs=" + jobs, "--commands=" + commands);
    }

    @Test
    void aDispatcherThatRunsGetsItsCommandsDone() throws IOException, InterruptedException {
        BenchOptions options = new BenchOptions();
        options.data = folder;
        try (BenchFarm farm = new BenchFarm(options)) {
            assertThat(warm(farm.port(), 3, 2, 20)).as(err.toString()).isZero();
            assertThat(out.toString()).contains("40 commands are done");
            assertThat(farm.client().farm().commands().done()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1", "70000, 1, 1, 1", "80, 0, 1, 1", "80, 1001, 1, 1", "80, 1, 0, 1", "80, 1, 1, 0"})
    void nonsenseIsAUsageError(int port, int workers, int jobs, int commands) {
        assertThat(warm(port, workers, jobs, commands)).isEqualTo(2);
        assertThat(err.toString()).contains("--port is a port");
    }
}
