package org.puli.dispatcher.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.json.Json;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

class ReportReaderTest {
    private static final String HEAD = "{\"protocol\": 1, \"worker\": \"w1\", \"bootId\": \"b\", \"number\": 1,"
            + " \"ordersSeen\": {\"epoch\": 0, \"number\": 0}";

    private static Availability read(String availability) {
        return requireNonNull(ReportReader.read(HEAD + ", \"availability\": " + availability + "}")
                .availability());
    }

    @Test
    void aReportThatSaysNothingOfItTakesWork() {
        assertThat(ReportReader.read(HEAD + "}").availability()).isNull();
        assertThat(ReportReader.read(HEAD + ", \"availability\": null}").availability())
                .isNull();
    }

    @Test
    void aReasonIsCleanedAndCutAtItsLimit() {
        Availability cut = read(Json.write(Map.of(
                "cause", "OFF_HOURS", "running", "KILL", "reason", "x".repeat(Availability.LONGEST_REASON + 1))));
        assertThat(cut)
                .isEqualTo(new Availability(Cause.OFF_HOURS, "x".repeat(Availability.LONGEST_REASON), OfRunning.KILL));
        assertThat(read(Json.write(Map.of("reason", "a\u0000b"))).reason()).isEqualTo("a\uFFFDb");
    }

    @Test
    void whatALaterReleaseSaysIsTakenAsTheMildest() {
        assertThat(read("{\"cause\": \"MOON\", \"running\": \"FREEZE\", \"more\": 1}"))
                .isEqualTo(new Availability(Cause.LOCAL, "local", OfRunning.FINISH));
    }

    @Test
    void whatIsNoAvailabilityIsRefused() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("{\"reason\": {}}")).isInstanceOf(IllegalArgumentException.class);
    }
}
