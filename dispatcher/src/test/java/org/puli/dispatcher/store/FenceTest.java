package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.farm.row.FarmRow;

class FenceTest {
    private final Fence fence = new Fence("own");

    private void load(long epoch, long batch) {
        fence.loaded(new FarmRow("farm", epoch, batch, 1, 1, 1, 1, 1, 1, 0));
    }

    @Test
    void whoWroteLastMayGoOnAndWhoLoadedLastMayBegin() {
        load(3, 7);
        assertThatCode(() -> fence.check("another", 3, 7)).doesNotThrowAnyException();
        fence.stored(8);
        assertThatCode(() -> fence.check("own", 4, 8)).doesNotThrowAnyException();
        // A commit whose answer was lost.
        assertThatCode(() -> fence.check("own", 4, 9)).doesNotThrowAnyException();
    }

    @Test
    void whereAnotherHasWrittenNothingMoreIsStored() {
        load(3, 7);
        assertThatThrownBy(() -> fence.check("another", 4, 8))
                .isInstanceOf(LeadershipLost.class)
                .hasMessageContaining("another dispatcher has written to the database (start 4, batch 8)");
    }

    @Test
    void whereSomethingStoredIsMissingNothingMoreIsStored() {
        load(3, 7);
        fence.stored(9);
        assertThatThrownBy(() -> fence.check("own", 4, 8))
                .isInstanceOf(LeadershipLost.class)
                .hasMessageContaining("the database has batch 8, though batch 9 was stored");
        assertThatThrownBy(() -> fence.check("own", 3, 6)).isInstanceOf(LeadershipLost.class);
    }
}
