package org.puli.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnerTest {
    private final Actor actor = new Actor("loop");
    private final SimScheduler scheduler = new SimScheduler(new Chance(1), Trace.silent(), actor);
    private final List<Long> turns = new ArrayList<>();
    private long untilNext = Long.MAX_VALUE;
    private final Turner turner = new Turner(scheduler, actor, "turns", this::turn, () -> 10);

    private long turn() {
        turns.add(scheduler.now());
        return untilNext;
    }

    private void settle() {
        while (scheduler.step()) {
            assertThat(turns).hasSizeLessThan(100);
        }
    }

    @Test
    void aRingBringsOneTurnSoon() {
        turner.ring();
        turner.ring();
        settle();
        assertThat(turns).containsExactly(10L);
    }

    @Test
    void aRingComesBeforeTheTimeThatTheTurnAskedFor() {
        untilNext = 1_000_000;
        turner.ring();
        scheduler.after(500, actor, "rings", () -> {
            untilNext = Long.MAX_VALUE;
            turner.ring();
        });
        settle();
        assertThat(turns).containsExactly(10L, 510L);
    }

    @Test
    void whoIsHeldTurnsAfterwards() {
        turner.hold(400);
        turner.ring();
        settle();
        assertThat(turns).containsExactly(400L);
    }

    @Test
    void whoIsStoppedNeverTurnsAgain() {
        turner.ring();
        turner.stop();
        settle();
        assertThat(turns).isEmpty();
    }
}
