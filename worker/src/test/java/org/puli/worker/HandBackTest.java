package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.worker.FixedParts.order;
import static org.puli.worker.FixedParts.ref;

import org.junit.jupiter.api.Test;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.WorkerOrders;

/** A worker that wants to be rid of its work and hears nothing from the dispatcher. */
class HandBackTest {
    private final FixedParts parts = new FixedParts();
    private final WorkerLoop loop = parts.loop("boot-1");

    private void receive(WorkerOrders orders) {
        loop.receive(orders);
        loop.turn();
    }

    @Test
    void whatItHandedBackUnbegunIsNotBegunWhenItTakesWorkAgain() {
        parts.availability = new Availability(Cause.LOCAL, "lunch", OfRunning.REQUEUE);
        receive(parts.orders(order(1)));
        assertThat(parts.last().running()).hasSize(1);
        parts.millis += 10_000;
        loop.turn();
        assertThat(parts.last().running()).as("so others may have it").isEmpty();
        parts.availability = null;
        loop.turn();
        receive(parts.orders(order(1)));
        assertThat(parts.launched).isEmpty();
        assertThat(parts.last().running()).isEmpty();
        receive(parts.orders(order(2)));
        assertThat(parts.launched).containsOnlyKeys(ref(2, 1));
    }

    @Test
    void whatItWantsToBeRidOfIsStoppedByOrdersAndWithoutThemByItself() {
        receive(parts.orders(order(1)));
        parts.availability = new Availability(Cause.LOCAL, "lunch", OfRunning.REQUEUE);
        loop.turn();
        parts.millis += 9_999;
        loop.turn();
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isNull();
        parts.millis += 1;
        loop.turn();
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isEqualTo("handed back: lunch");
    }

    @Test
    void whoChangesHisMindInTimeKeepsWhatRuns() {
        receive(parts.orders(order(1)));
        parts.availability = new Availability(Cause.LOCAL, "lunch", OfRunning.KILL);
        loop.turn();
        parts.availability = null;
        parts.millis += 9_999;
        loop.turn();
        parts.availability = new Availability(Cause.LOCAL, "lunch", OfRunning.KILL);
        parts.millis += 9_999;
        loop.turn();
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isNull();
    }
}
