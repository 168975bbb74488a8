package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.puli.farm.change.Change.LoopHeldUp;

class ListeningTest {
    private final Listening listening = new Listening();

    @Test
    void silenceBeganWhenSomebodyBeganToListen() {
        listening.begin(100);
        assertThat(listening.silence(Long.MIN_VALUE, 130)).isEqualTo(30);
        assertThat(listening.silence(120, 130)).isEqualTo(10);
    }

    @Test
    void theTimeWithoutAListenerIsLeftOut() {
        listening.begin(100);
        listening.heldUp(new LoopHeldUp(110, 120));
        listening.heldUp(new LoopHeldUp(130, 135));
        assertThat(listening.silence(105, 140)).isEqualTo(20);
        assertThat(listening.silence(115, 140)).isEqualTo(15);
        assertThat(listening.silence(125, 140)).isEqualTo(10);
        assertThat(listening.silence(136, 140)).isEqualTo(4);
    }

    @Test
    void whoListensAnewBeginsAnew() {
        listening.begin(100);
        listening.heldUp(new LoopHeldUp(110, 120));
        listening.begin(125);
        assertThat(listening.silence(105, 140)).isEqualTo(15);
    }

    @Test
    void ofVeryManyGapsTheNewestCount() {
        listening.begin(0);
        for (int i = 0; i < 100; i++) {
            listening.heldUp(new LoopHeldUp(i * 10L, i * 10L + 5));
        }
        assertThat(listening.silence(0, 1_000)).isEqualTo(1_000 - 64 * 5);
    }
}
