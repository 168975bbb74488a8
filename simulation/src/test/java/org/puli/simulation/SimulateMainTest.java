package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new SimulateMain())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void theLastLineSaysWhatCameOfIt() {
        assertThat(run("--seeds", "2", "--seed", "1")).isZero();
        assertThat(lines().getLast()).matches("2 seeds, \\d+ events, 0 broken .*");
    }

    @Test
    void aFailureSaysWhatBrokeWhatHappenedBeforeAndHowToRepeatIt() {
        assertThat(run("--seed", "1", "--plant", "lost-wakeup")).isEqualTo(1);
        assertThat(lines().getLast()).startsWith("1 seeds, ").contains(", 1 broken");
        assertThat(lines())
                .anyMatch(line -> line.startsWith("Seed 1 broke: "))
                .anyMatch(line -> line.strip().equals("to repeat it: ./puli simulate --seed 1 --plant lost-wakeup"))
                .anyMatch(line -> line.matches("t=\\d\\d:\\d\\d:\\d\\d\\.\\d{3} dispatcher loop turns"));
    }

    @Test
    void freshSeedsAreNamedSoThatTheyCanBeRunAgain() {
        assertThat(run("--seeds", "1")).isZero();
        assertThat(lines().getFirst()).matches("Seeds \\d+ to \\d+");
    }

    @Test
    void anUnknownPlantIsRefusedWithTheNearestOne() {
        assertThat(run("--plant", "leak-licence")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'leak-license'").contains("forget-outbox");
    }

    @Test
    void badFlagsAreRefused() {
        assertThat(run("--seeds", "0")).isEqualTo(2);
        assertThat(run("--seeds", "many")).isEqualTo(2);
        assertThat(run("--sed", "1")).isEqualTo(2);
    }
}
