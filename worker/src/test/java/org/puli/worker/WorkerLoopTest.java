package org.puli.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.worker.FixedParts.order;
import static org.puli.worker.FixedParts.ref;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerOrders;

class WorkerLoopTest {
    private final FixedParts parts = new FixedParts();
    private final WorkerLoop loop = parts.loop("boot-1");

    private void receive(WorkerOrders orders) {
        loop.receive(orders);
        loop.turn();
    }

    @Test
    void theFirstReportTellsTheFacts() {
        assertThat(requireNonNull(parts.reports.getFirst().facts()).cores()).isEqualTo(2);
        assertThat(parts.reports.getFirst().farmId()).isNull();
        parts.millis += 6_000;
        loop.turn();
        assertThat(parts.last().facts())
                .as("until one that told them is answered")
                .isNotNull();
        receive(parts.orders());
        parts.millis += 6_000;
        loop.turn();
        assertThat(parts.last().facts()).as("then once per connection").isNull();
        loop.linkOpened();
        loop.turn();
        assertThat(parts.last().facts()).isNotNull();
    }

    @Test
    void itStartsWhatIsOrderedAndStopsWhatIsNot() {
        receive(parts.orders(order(1), order(2)));
        assertThat(parts.launched).hasSize(2);
        assertThat(parts.last().running()).extracting(RunState::attempt).containsExactly(ref(1, 1), ref(2, 1));
        receive(parts.orders(order(2)));
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isNotNull();
        assertThat(parts.launched.get(ref(2, 1)).stopReason).isNull();
    }

    @Test
    void olderOrdersAreIgnored() {
        WorkerOrders older = parts.orders(order(1));
        receive(parts.orders(order(2)));
        receive(older);
        assertThat(parts.launched).containsOnlyKeys(ref(2, 1));
        assertThat(parts.last().ordersSeen()).isEqualTo(new OrdersNumber(1, 2));
    }

    @Test
    void whatItFindsOfPlacesIsReportedUntilTheOrdersAskNoMore() {
        PathProbe films = new PathProbe("films", "/mnt/films", false);
        WorkerOrders plain = parts.orders();
        receive(new WorkerOrders(
                "f1",
                plain.number(),
                List.of(),
                List.of(),
                5_000,
                30_000,
                List.of(),
                new ProbeOrder(7, List.of(films)),
                0,
                0,
                false,
                false));
        assertThat(parts.last().probed()).isNull();
        requireNonNull(parts.tested.get("/mnt/films")).accept(PathFinding.bad(films, PathFinding.State.MISSING, null));
        loop.turn();
        assertThat(requireNonNull(parts.last().probed()).round()).isEqualTo(7);
        int reports = parts.reports.size();
        loop.turn();
        assertThat(parts.reports)
                .as("told once, as long as nothing else is new")
                .hasSize(reports);
        receive(parts.orders());
        assertThat(parts.last().probed()).isNull();
    }

    @Test
    void aNewEpochIsNewerWhateverItsNumber() {
        receive(parts.orders(order(1)));
        receive(new WorkerOrders("f1", new OrdersNumber(2, 1), List.of(order(2)), List.of(), 5_000, 30_000));
        assertThat(parts.launched).hasSize(2);
        assertThat(parts.last().ordersSeen()).isEqualTo(new OrdersNumber(2, 1));
    }

    @Test
    void anEndIsKeptBeforeItIsReportedAndForgottenWhenToldSo() {
        receive(parts.orders(order(1)));
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.DONE);
        loop.turn();
        assertThat(parts.outbox.runs).containsKey(ref(1, 1));
        assertThat(parts.last().ended()).hasSize(1);
        assertThat(parts.last().running()).isEmpty();
        receive(parts.orders(List.of(ref(1, 1))));
        assertThat(parts.outbox.runs).isEmpty();
        parts.millis += 6_000;
        loop.turn();
        assertThat(parts.last().ended()).isEmpty();
    }

    @Test
    void anEndThatCannotBeKeptIsNotReported() {
        receive(parts.orders(order(1)));
        parts.outbox.isFull = true;
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.DONE);
        loop.turn();
        assertThat(parts.last().ended()).isEmpty();
        assertThat(parts.last().running()).extracting(RunState::phase).containsExactly(RunState.Phase.STOPPING);
        parts.outbox.isFull = false;
        loop.turn();
        assertThat(parts.last().ended()).hasSize(1);
    }

    @Test
    void whatEndedIsNotStartedAgain() {
        receive(parts.orders(order(1)));
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.DONE);
        loop.turn();
        receive(parts.orders(order(1)));
        assertThat(parts.launched).hasSize(1);
    }

    @Test
    void aNewLifeDeliversWhatTheOldOneFinishedAndDoesNotStartItAgain() {
        receive(parts.orders(order(1)));
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.DONE);
        loop.turn();
        parts.reports.clear();
        WorkerLoop second = parts.loop("boot-2");
        assertThat(parts.last().bootId()).isEqualTo("boot-2");
        assertThat(parts.last().ended()).hasSize(1);
        second.receive(parts.orders(order(1)));
        second.turn();
        assertThat(parts.launched).hasSize(1);
    }

    @Test
    void newWorkWaitsUntilAStoppingTreeIsGone() {
        receive(parts.orders(order(ref(1, 1), 2)));
        receive(parts.orders(order(ref(2, 1), 2)));
        assertThat(parts.launched).hasSize(1);
        assertThat(parts.last().running())
                .extracting(RunState::phase)
                .containsExactly(RunState.Phase.STOPPING, RunState.Phase.STARTING);
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.STOPPED);
        loop.turn();
        assertThat(parts.launched).hasSize(2);
    }

    @Test
    void anOrderThatWaitsForRoomKeepsItsDetailsWhenNewerOrdersLeaveThemOut() {
        receive(parts.orders(order(ref(1, 1), 2)));
        receive(parts.orders(order(ref(2, 1), 2)));
        receive(parts.orders(new RunOrder(ref(2, 1), 20, null)));
        assertThat(parts.last().running()).extracting(RunState::attempt).contains(ref(2, 1));
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.STOPPED);
        loop.turn();
        assertThat(parts.launched).containsKey(ref(2, 1));
    }

    @Test
    void anOrderWithoutDetailsForAnUnknownAttemptIsNotStarted() {
        receive(parts.orders(new RunOrder(ref(1, 1), 10, null)));
        assertThat(parts.launched).isEmpty();
        assertThat(parts.last().running()).isEmpty();
    }

    @Test
    void anotherFarmMeansANewBeginning() {
        receive(parts.orders(order(1), order(2)));
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.DONE);
        loop.turn();
        receive(new WorkerOrders("f2", new OrdersNumber(1, 1), List.of(), List.of(), 5_000, 30_000));
        assertThat(parts.launched.get(ref(2, 1)).stopReason).contains("another farm");
        assertThat(parts.outbox.setAside).containsExactly("f1");
        assertThat(parts.last().farmId()).isEqualTo("f2");
        assertThat(parts.last().running()).isEmpty();
        assertThat(parts.last().ended()).isEmpty();
        assertThat(loop.isIdle()).isFalse();
    }

    @Test
    void anAnswerThatChangesNothingIsNotAnswered() {
        receive(parts.orders(order(1)));
        int reports = parts.reports.size();
        receive(parts.orders(order(1)));
        assertThat(parts.reports).hasSize(reports);
    }

    @Test
    void aHeartbeatComesWhenNothingHappens() {
        int reports = parts.reports.size();
        parts.millis += 4_999;
        assertThat(loop.turn()).isEqualTo(1);
        assertThat(parts.reports).hasSize(reports);
        parts.millis += 1;
        loop.turn();
        assertThat(parts.reports).hasSize(reports + 1);
    }

    @Test
    void whatAProgramTellsIsReportedOnceASecondAtMost() {
        receive(parts.orders(order(1)));
        loop.turn();
        int reports = parts.reports.size();
        requireNonNull(parts.launched.get(ref(1, 1))).told = new Progress(null, "loading", null);
        loop.turn();
        assertThat(parts.reports).hasSize(reports);
        parts.millis += 1_000;
        loop.turn();
        assertThat(parts.reports).hasSize(reports + 1);
        assertThat(parts.last().running().getFirst().message()).isEqualTo("loading");
        parts.millis += 1_000;
        loop.turn();
        assertThat(parts.reports).as("nothing new").hasSize(reports + 1);
        parts.launched.get(ref(1, 1)).told = new Progress(null, "loading", FrameRange.of(7));
        loop.turn();
        assertThat(parts.last().running().getFirst().framesDone()).isEqualTo(FrameRange.of(7));
    }

    @Test
    void withoutAConnectionWorkGoesOnAndIsToldLater() {
        receive(parts.orders(order(1)));
        parts.isConnected = false;
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.DONE);
        loop.turn();
        parts.isConnected = true;
        loop.linkOpened();
        loop.turn();
        assertThat(parts.last().ended()).hasSize(1);
    }

    @Test
    void aStopEndsAllAndTakesNothingNew() {
        receive(parts.orders(order(1)));
        loop.stop("the worker ends");
        receive(parts.orders(order(1), order(2)));
        assertThat(parts.launched).hasSize(1);
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isEqualTo("the worker ends");
        assertThat(loop.isIdle()).isFalse();
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.STOPPED);
        loop.turn();
        assertThat(loop.isIdle()).isTrue();
        assertThat(loop.isDelivered()).isFalse();
    }

    @Test
    void ordersThatComeDuringAStopAreNotSeenButWhatTheyForgetIsForgotten() {
        receive(parts.orders(order(1)));
        OrdersNumber seen = parts.last().ordersSeen();
        loop.stop("the worker ends");
        parts.launched.get(ref(1, 1)).end(EndedRun.Outcome.STOPPED);
        loop.turn();
        receive(parts.orders(List.of(ref(1, 1)), order(2)));
        parts.millis += 6_000;
        loop.turn();
        assertThat(parts.last().ordersSeen()).isEqualTo(seen);
        assertThat(loop.isDelivered()).isTrue();
    }

    @Test
    void aFileThatItIsToLookForIsReportedAtOnceWhenItIsThereAndForgottenWhenNobodyAsks() {
        receive(parts.lookFor("/a", "/b"));
        assertThat(parts.looks).containsOnlyKeys("/a", "/b");
        requireNonNull(parts.looks.remove("/a")).accept(false);
        int reports = parts.reports.size();
        loop.turn();
        assertThat(parts.reports).hasSize(reports);
        parts.millis += 5_000;
        loop.turn();
        requireNonNull(parts.looks.remove("/a")).accept(true);
        loop.turn();
        assertThat(parts.last().found()).containsExactly("/a");
        receive(parts.lookFor("/b"));
        assertThat(parts.last().found()).isEmpty();
    }

    @Test
    void aFileThatWasFoundWithoutAConnectionIsToldWhenThereIsOne() {
        receive(parts.lookFor("/a"));
        parts.isConnected = false;
        requireNonNull(parts.looks.remove("/a")).accept(true);
        loop.turn();
        assertThat(parts.last().found()).isEmpty();
        parts.isConnected = true;
        loop.turn();
        assertThat(parts.last().found()).containsExactly("/a");
    }

    @Test
    void theNextLookIsWaitedForNoLongerThanTheNextHeartbeat() {
        receive(parts.lookFor("/a"));
        requireNonNull(parts.looks.remove("/a")).accept(false);
        parts.millis += 3_000;
        loop.linkOpened();
        assertThat(loop.turn())
                .as("until the look, which is due before the heartbeat")
                .isEqualTo(2_000);
    }

    @Test
    void anotherFarmsFilesAreNotLookedFor() {
        receive(parts.lookFor("/a"));
        receive(new WorkerOrders("f2", new OrdersNumber(1, 1), List.of(), List.of(), 5_000, 30_000));
        requireNonNull(parts.looks.remove("/a")).accept(true);
        parts.millis += 60_000;
        loop.turn();
        assertThat(parts.last().found()).isEmpty();
        assertThat(parts.looks).isEmpty();
    }

    @Test
    void whileItWantsNoWorkItStartsNothingAndSaysWhy() {
        receive(parts.orders(order(1)));
        parts.availability = new Availability(Cause.LOCAL, "lunch", OfRunning.FINISH);
        loop.turn();
        assertThat(parts.last().availability()).isEqualTo(parts.availability);
        receive(parts.orders(order(1), order(2)));
        assertThat(parts.launched).containsOnlyKeys(ref(1, 1));
        assertThat(parts.launched.get(ref(1, 1)).stopReason).isNull();
        assertThat(parts.last().running())
                .as("what it has not started is named, so that nobody takes it for lost")
                .extracting(RunState::phase)
                .containsExactly(RunState.Phase.RUNNING, RunState.Phase.STARTING);
        parts.availability = null;
        loop.turn();
        assertThat(parts.launched).containsOnlyKeys(ref(1, 1), ref(2, 1));
        assertThat(parts.last().availability()).isNull();
    }

    @Test
    void whyItWantsNoWorkIsToldAgainWhenTheFirstTimeDidNotArrive() {
        parts.isConnected = false;
        parts.availability = new Availability(Cause.OFF_HOURS, "day", OfRunning.FINISH);
        loop.turn();
        parts.isConnected = true;
        int reports = parts.reports.size();
        loop.turn();
        assertThat(parts.reports).hasSize(reports + 1);
        loop.turn();
        assertThat(parts.reports).as("once is enough").hasSize(reports + 1);
    }
}
