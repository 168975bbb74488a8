package org.puli.worker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.worker.memory.Excess.Judgment.NEW;
import static org.puli.worker.memory.Excess.Judgment.STILL;
import static org.puli.worker.memory.Excess.Judgment.TOO_LONG;
import static org.puli.worker.memory.Excess.Judgment.WITHIN;

import org.junit.jupiter.api.Test;

class ExcessTest {
    @Test
    void whatStaysAboveForItsTimeIsTooLong() {
        Excess excess = new Excess(100, 10);
        assertThat(excess.look(100, 1_000)).isEqualTo(WITHIN);
        assertThat(excess.look(101, 1_001)).isEqualTo(NEW);
        assertThat(excess.look(500, 1_010)).isEqualTo(STILL);
        assertThat(excess.look(101, 1_011)).isEqualTo(TOO_LONG);
        assertThat(excess.look(101, 1_012)).isEqualTo(TOO_LONG);
    }

    @Test
    void whatFallsBelowBeginsAnew() {
        Excess excess = new Excess(100, 10);
        excess.look(101, 0);
        assertThat(excess.look(99, 9)).isEqualTo(WITHIN);
        assertThat(excess.look(101, 10)).isEqualTo(NEW);
        assertThat(excess.look(101, 19)).isEqualTo(STILL);
        assertThat(excess.look(101, 20)).isEqualTo(TOO_LONG);
    }

    @Test
    void withoutPatienceTheFirstLookIsTooLong() {
        assertThat(new Excess(100, 0).look(101, Long.MAX_VALUE)).isEqualTo(TOO_LONG);
    }
}
