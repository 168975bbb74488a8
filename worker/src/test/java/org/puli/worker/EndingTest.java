package org.puli.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

class EndingTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Ending ending = new Ending();

    @Test
    void fromTheFirstTimeOnItWantsNoWork() {
        assertThat(ending.now()).isNull();
        assertThat(ending.isOver()).isFalse();
        ending.signal(LONG);
        assertThat(ending.isAsked()).isTrue();
        assertThat(ending.isOver()).isFalse();
        assertThat(requireNonNull(ending.now()).cause()).isEqualTo(Cause.ENDING);
        assertThat(requireNonNull(ending.now()).running()).isEqualTo(OfRunning.FINISH);
    }

    @Test
    void withoutAnyTimeItIsOverAtOnce() {
        ending.signal(Duration.ZERO);
        assertThat(ending.isOver()).isTrue();
    }

    @Test
    void aSecondSignalMeansNow() {
        ending.signal(LONG);
        ending.signal(LONG);
        assertThat(ending.isOver()).isTrue();
    }

    @Test
    void whoAsksAgainCanOnlyHastenIt() {
        ending.ask(Duration.ZERO);
        ending.ask(LONG);
        assertThat(ending.isOver()).isTrue();
        Ending other = new Ending();
        other.ask(LONG);
        other.ask(Duration.ZERO);
        assertThat(other.isOver()).isTrue();
    }

    @Test
    void whoLeavesLeavesWhatRunsUntilSomebodyWantsItEnded() {
        ending.leave(LONG);
        assertThat(ending.leaves()).isTrue();
        assertThat(ending.isOver()).isFalse();
        ending.leave(LONG);
        assertThat(ending.leaves()).isTrue();
        ending.signal(LONG);
        assertThat(ending.leaves()).isFalse();
        assertThat(ending.isOver()).isTrue();
    }

    @Test
    void whatIsBeingEndedIsNotLeftAnyMore() {
        ending.signal(LONG);
        ending.leave(LONG);
        assertThat(ending.leaves()).isFalse();
    }
}
