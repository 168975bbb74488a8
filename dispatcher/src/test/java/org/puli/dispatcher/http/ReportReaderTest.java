package org.puli.dispatcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.json.Json;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;
import org.puli.api.sync.WorkerReport;

class ReportReaderTest {
    private static final String HEAD = "{\"protocol\": 1, \"worker\": \"w1\", \"bootId\": \"b\", \"number\": 1,"
            + " \"ordersSeen\": {\"epoch\": 0, \"number\": 0}";

    private static WorkerReport report(String message) {
        return ReportReader.read(message.getBytes(UTF_8));
    }

    private static Availability read(String availability) {
        return requireNonNull(
                report(HEAD + ", \"availability\": " + availability + "}").availability());
    }

    @Test
    void aReportThatSaysNothingOfItTakesWork() {
        assertThat(report(HEAD + "}").availability()).isNull();
        assertThat(report(HEAD + ", \"availability\": null}").availability()).isNull();
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
    void healthIsCleanedAndHeldWithinWhatAMachineCanBe() {
        MachineHealth read = requireNonNull(report(HEAD + """
                        , "health": {"sample": {"cpu": 1.7, "load": "NaN", "memoryBytes": -1,
                        "gpus": [{"index": 0, "use": -1, "celsius": 5000}]},
                        "clock": {"aheadMillis": -70, "roundTripMillis": -1, "more": 1},
                        "check": {"passed": false, "reason": "a\\nb"}, "warnings": ["c\\u001b[1md"]}}""").health());
        assertThat(read)
                .isEqualTo(new MachineHealth(
                        new MachineSample(1, 0, 0, 0, 0, 0, 0, 0, 0, List.of(new GpuUse(0, 0, 0, 1000))),
                        new ClockSkew(-70, 0, false),
                        new CheckResult(false, "a b"),
                        List.of("cd")));
    }

    @Test
    void aReasonOfACheckIsCutAtItsLimitAndNeverMissing() {
        String check = ", \"health\": {\"check\": {\"passed\": false, \"reason\": \"%s\"}}}";
        assertThat(requireNonNull(requireNonNull(report(HEAD + String.format(check, "x".repeat(501)))
                                        .health())
                                .check())
                        .reason())
                .hasSize(CheckResult.LONGEST_REASON);
        assertThat(requireNonNull(requireNonNull(
                                        report(HEAD + String.format(check, "")).health())
                                .check())
                        .reason())
                .isNotEmpty();
        assertThat(report(HEAD + ", \"health\": {}}").health()).isEqualTo(MachineHealth.UNKNOWN);
    }

    @Test
    void moreThanAnyMachineHasIsRefused() {
        String warnings = Json.write(Collections.nCopies(MachineHealth.MOST_WARNINGS + 1, "hot"));
        assertThatThrownBy(() -> report(HEAD + ", \"health\": {\"warnings\": " + warnings + "}}"))
                .hasMessage("/health/warnings has at most 20 entries");
        String use = Json.write(Collections.nCopies(65, Map.of("index", 1)));
        assertThatThrownBy(() -> report(HEAD + ", \"health\": {\"sample\": {\"gpus\": " + use + "}}}"))
                .hasMessage("/health/sample/gpus has at most 64 entries");
        String facts = ", \"facts\": {\"cores\": 1, \"machine\": {\"%s\": %s}}}";
        assertThatThrownBy(() -> report(HEAD + String.format(facts, "gpus", use)))
                .hasMessage("/facts/machine/gpus has at most 64 entries");
        String disks = Json.write(Collections.nCopies(65, Map.of("path", "/")));
        assertThatThrownBy(() -> report(HEAD + String.format(facts, "disks", disks)))
                .hasMessage("/facts/machine/disks has at most 64 entries");
    }

    @Test
    void aMachineIsCleaned() {
        MachineFacts machine =
                requireNonNull(requireNonNull(report(HEAD + """
                        , "facts": {"cores": 2, "machine": {"cpuModel": "a\\tb", "threads": -4, "swapBytes": 7,
                        "gpus": [{"index": 1, "name": "x\\ny"}],
                        "disks": [{"path": "/", "sizeBytes": -1}]}}}""").facts()).machine());
        assertThat(machine)
                .isEqualTo(new MachineFacts(
                        "a b",
                        0,
                        0,
                        0,
                        7,
                        "",
                        "",
                        "",
                        List.of(new MachineFacts.Gpu(1, "", "x y", 0, "")),
                        List.of(new MachineFacts.Disk("/", "", 0))));
    }

    @Test
    void whatIsNoAvailabilityIsRefused() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("{\"reason\": {}}")).isInstanceOf(IllegalArgumentException.class);
    }
}
