package org.puli.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.worker.FixedParts.order;
import static org.puli.worker.FixedParts.ref;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerOrders;

/** A worker that goes on with what an earlier life of it started. */
class TakeOverTest {
    private final FixedParts parts = new FixedParts();

    @BeforeEach
    void leave() {
        parts.outbox.farmId = "f1";
        parts.left.add(order(1));
        parts.left.add(order(2));
    }

    private FixedParts.FixedRun run(long command) {
        return requireNonNull(parts.launched.get(ref(command, 1)));
    }

    @Test
    void itIsNamedInTheFirstReportAndGoesOnUntilOrdersSayOtherwise() {
        WorkerLoop loop = parts.loop("b2");
        assertThat(parts.reports.getFirst().running())
                .extracting(RunState::attempt)
                .containsExactly(ref(1, 1), ref(2, 1));
        assertThat(parts.reports.getFirst().running())
                .extracting(RunState::leaseId)
                .containsExactly(10L, 20L);
        assertThat(run(1).stopReason).isNull();
        loop.receive(parts.orders(order(2)));
        loop.turn();
        assertThat(run(1).stopReason).isEqualTo("no longer wanted by the dispatcher");
        assertThat(run(2).stopReason).isNull();
    }

    @Test
    void itIsNeverStartedAgainAndHoldsItsCores() {
        WorkerLoop loop = parts.loop("b2");
        loop.receive(parts.orders(order(1), order(2), order(3)));
        loop.turn();
        assertThat(parts.launched).containsOnlyKeys(ref(1, 1), ref(2, 1));
        run(1).end(EndedRun.Outcome.DONE);
        loop.turn();
        assertThat(parts.launched).containsKey(ref(3, 1));
    }

    @Test
    void itsNoteGoesWhenItsEndIsSafeAndNotBefore() {
        WorkerLoop loop = parts.loop("b2");
        parts.outbox.isFull = true;
        run(1).end(EndedRun.Outcome.DONE);
        loop.turn();
        assertThat(run(1).isKept).isFalse();
        parts.outbox.isFull = false;
        loop.turn();
        assertThat(run(1).isKept).isTrue();
        assertThat(parts.last().ended()).extracting(EndedRun::attempt).containsExactly(ref(1, 1));
    }

    @Test
    void whatIsInTheOutboxIsNotTakenOver() {
        parts.outbox.add(new EndedRun(ref(1, 1), 10, EndedRun.Outcome.DONE, 0, null, null, 1, 2, 0, 0, null, 0, 0));
        parts.loop("b2");
        assertThat(parts.launched).containsOnlyKeys(ref(2, 1));
        assertThat(parts.last().ended()).hasSize(1);
    }

    @Test
    void anotherFarmHasItStopped() {
        WorkerLoop loop = parts.loop("b2");
        loop.receive(new WorkerOrders("f2", new OrdersNumber(1, 1), List.of(), List.of(), 5_000, 30_000));
        loop.turn();
        assertThat(run(1).stopReason).isEqualTo("the worker met another farm");
    }

    @Test
    void aStopThatKeepsEndsOnlyWhatWouldNotSurvive() {
        WorkerLoop loop = parts.loop("b2");
        run(1).survives = true;
        loop.leave("the worker was restarted");
        loop.turn();
        assertThat(run(1).stopReason).isNull();
        assertThat(run(2).stopReason).isEqualTo("the worker was restarted");
        assertThat(loop.mayLeave()).isFalse();
        run(2).end(EndedRun.Outcome.STOPPED);
        loop.turn();
        assertThat(loop.mayLeave()).isTrue();
        assertThat(parts.last().running()).extracting(RunState::attempt).containsExactly(ref(1, 1));
    }
}
