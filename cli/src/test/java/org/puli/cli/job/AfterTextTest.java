package org.puli.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;

class AfterTextTest {
    @Test
    void whatIsWaitedForIsShortEnoughForAColumn() {
        assertThat(AfterText.of(Dependency.on("render", Outcome.DONE))).isEqualTo("render");
        assertThat(AfterText.of(Dependency.on("render", Outcome.ANY))).isEqualTo("render any");
        assertThat(AfterText.of(new Dependency.End(new JobId(41), null, Outcome.FAILED, null, null)))
                .isEqualTo("job 41 failed");
        assertThat(AfterText.of(new Dependency.End(new JobId(41), "r", Outcome.DONE, By.FRAME, null)))
                .isEqualTo("job 41/r by frame");
        assertThat(AfterText.of(new Dependency.End(null, "r", Outcome.DONE, By.COMMAND, -2)))
                .isEqualTo("r by command -2");
        assertThat(AfterText.of(new Dependency.End(null, "r", Outcome.DONE, By.FRAME, 3)))
                .isEqualTo("r by frame +3");
        assertThat(AfterText.of(new Dependency.Time(Instant.parse("2026-12-24T18:00:00Z"), null)))
                .isEqualTo("2026-12-24T18:00:00Z");
        assertThat(AfterText.of(new Dependency.Time(null, Duration.ofMinutes(90))))
                .isEqualTo("+1h30m");
        assertThat(AfterText.of(new Dependency.File("/shots/a"))).isEqualTo("/shots/a");
    }
}
