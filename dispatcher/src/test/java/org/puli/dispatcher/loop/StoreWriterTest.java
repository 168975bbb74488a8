package org.puli.dispatcher.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.view.LicenseView;
import org.puli.farm.request.SetLicense;

/** How the gate tries again what could not be stored, and what it says meanwhile. */
class StoreWriterTest {
    private static final long MILLI = 1_000_000;

    private final RingFixture ring = new RingFixture();

    private CompletableFuture<LicenseView> handOver(int seats) {
        CompletableFuture<LicenseView> asked =
                ring.ask(new SetLicense(new LicenseSpec(new LicenseName("nuke"), seats, null)));
        ring.clocks.millis += 5;
        ring.loop.turn();
        return asked;
    }

    private List<Long> waits(int count) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(ring.gate.turn() / MILLI);
        }
        return waits;
    }

    @Test
    void eachWaitIsLongerThanTheOneBeforeUpToTwoSeconds() {
        ring.settle();
        ring.store.fails = true;
        CompletableFuture<LicenseView> asked = handOver(3);
        assertThat(waits(6)).containsExactly(250L, 500L, 1_000L, 2_000L, 2_000L, 2_000L);
        assertThat(ring.gate.problem()).isEqualTo("the disk is full");
        assertThat(asked).isNotDone();
        ring.store.fails = false;
        assertThat(ring.gate.turn()).isEqualTo(Long.MAX_VALUE);
        assertThat(asked).isCompleted();
        assertThat(ring.gate.problem()).isNull();
        ring.store.fails = true;
        handOver(4);
        assertThat(waits(2)).containsExactly(250L, 500L);
    }

    @Test
    void aCommitThatTakesLongIsSaidToTakeLong() {
        ring.settle();
        handOver(3);
        ring.clocks.millis += 9_000;
        assertThat(ring.gate.problem()).isNull();
        ring.clocks.millis += 2_000;
        assertThat(ring.gate.problem()).isEqualTo("the database has not answered for 11 s; it is waited for");
        ring.gate.turn();
        assertThat(ring.gate.problem()).isNull();
    }
}
