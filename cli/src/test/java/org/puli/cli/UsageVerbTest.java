package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.view.UsageView;

class UsageVerbTest {
    private static final long HOUR = 3_600_000;
    /** The first of November of 2026 in Paris. */
    private static final long NOVEMBER = 1_793_487_600_000L;

    private FixedFarm farm;

    @BeforeEach
    void start() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void stop() {
        farm.close();
    }

    private static UsageView line(Long at, String owner) {
        return new UsageView(
                at, owner, null, "alpha", null, null, 9, 5, 2, 1, 1, 3 * HOUR, 24 * HOUR, 6 * HOUR, 20 * HOUR);
    }

    @Test
    void whatWasUsedIsATableOfWhatWasAskedFor() {
        farm.onList("GET /api/v1/usage", line(NOVEMBER, "ada"));
        var ran = farm.run(
                "usage",
                "--by",
                "day,owner,production",
                "--from",
                "2026-11",
                "--to",
                "2026-11-30",
                "--zone",
                "Europe/Paris",
                "--pool",
                "night");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines().get(0).split(" +"))
                .containsExactly(
                        "FROM",
                        "OWNER",
                        "PRODUCTION",
                        "ATTEMPTS",
                        "DONE",
                        "FAILED",
                        "LOST",
                        "OTHERS",
                        "CORE-HOURS",
                        "WASTED",
                        "HOURS",
                        "CPU-HOURS");
        assertThat(ran.lines().get(1).split(" +"))
                .containsExactly(
                        "2026-11-01", "ada", "alpha", "9", "5", "2", "1", "1", "24.00", "6.00", "3.00", "20.00");
        assertThat(farm.asked().getFirst())
                .startsWith("GET /api/v1/usage?by=day%2Cowner%2Cproduction&from=" + NOVEMBER + "&to="
                        + (NOVEMBER + 30 * 24 * HOUR) + "&zone=Europe%2FParis&pool=night&");
    }

    @Test
    void programsGetTimesWithTheirZone() {
        farm.onList("GET /api/v1/usage", line(NOVEMBER, "o,b"));
        assertThat(farm.run("usage", "--zone", "Europe/Paris", "--output", "csv")
                        .out())
                .isEqualTo("at,owner,production,attempts,done,failed,lost,others,coreHours,wastedCoreHours,hours,"
                        + "cpuHours\r\n2026-11-01T00:00:00+01:00,\"o,b\",alpha,9,5,2,1,1,"
                        + "24.000000,6.000000,3.000000,20.000000\r\n");
        assertThat(farm.run("usage", "--output", "json").out())
                .contains("\"coreMillis\" : " + 24 * HOUR, "\"at\" : " + NOVEMBER);
    }

    @Test
    void aTimeOfDayAndAnAgeAreMoments() {
        farm.onList("GET /api/v1/usage");
        var ran = farm.run("usage", "--from", "2026-11-01T18:00", "--to", "1h", "--zone", "Europe/Paris");
        assertThat(ran.out()).startsWith("OWNER");
        assertThat(farm.asked().getFirst()).matches(".*&from=" + (NOVEMBER + 18 * HOUR) + "&to=\\d{13}&.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--from 2026-13", "--to 2026-02-30", "--from gestern", "--zone Mars", "--from 2026-11-01T9"})
    void nonsenseIsABadInput(String words) {
        String[] parts = words.split(" ", 2);
        var ran = farm.run("usage", parts[0], parts[1]);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(parts[0] + ": '" + parts[1] + "'");
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void whatTheDispatcherRefusesIsTold() {
        farm.refuse("GET /api/v1/usage", 400, "bad-request", "query parameter 'by' has 'ownr'");
        var ran = farm.run("usage", "--by", "ownr");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("has 'ownr'");
    }
}
