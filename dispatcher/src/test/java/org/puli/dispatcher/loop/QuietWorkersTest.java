package org.puli.dispatcher.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.SubmitJob;

/** Workers that have nothing to say cost little, and are heard all the same. */
class QuietWorkersTest {
    private static final WorkerName W1 = new WorkerName("w1");

    private final RingFixture ring = new RingFixture();
    private long number = 1_000;

    private WorkerReport quiet(OrdersNumber seen, @Nullable Availability availability) {
        String farm = ring.farm.id();
        return new WorkerReport(
                WorkerReport.PROTOCOL,
                W1,
                "boot",
                ++number,
                farm,
                seen,
                null,
                List.of(),
                List.of(),
                List.of(),
                availability,
                null);
    }

    private void repeat(OrdersNumber seen) {
        ring.inbox.repeat(quiet(seen, null), 1);
        ring.settle();
    }

    @Test
    void whatWasAnsweredIsNotAnsweredAgainForAWhile() {
        RingFixture.FixedMailbox worker = ring.connect("w1");
        OrdersNumber first = requireNonNull(worker.orders).number();
        long heard = requireNonNull(ring.farm.findWorker(W1)).contact().lastSeenMono();
        repeat(first);
        assertThat(requireNonNull(worker.orders).number()).isEqualTo(first);
        assertThat(requireNonNull(ring.farm.findWorker(W1)).contact().lastSeenMono())
                .isGreaterThan(heard);
        ring.clocks.millis += 20_000;
        repeat(first);
        assertThat(requireNonNull(worker.orders).number()).isGreaterThan(first);
    }

    @Test
    void ordersThatWereNotSeenAreGivenAgain() {
        RingFixture.FixedMailbox worker = ring.connect("w1");
        OrdersNumber first = requireNonNull(worker.orders).number();
        repeat(OrdersNumber.NONE);
        assertThat(requireNonNull(worker.orders).number()).isGreaterThan(first);
    }

    @Test
    void aWorkerThatWantsNoWorkIsHeardAtOnceAndWorkReachesAQuietOne() {
        RingFixture.FixedMailbox worker = ring.connect("w1");
        OrdersNumber first = requireNonNull(worker.orders).number();
        repeat(first);
        ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        assertThat(requireNonNull(worker.orders).run()).hasSize(1);
    }

    @Test
    void aRepeatWaitsForTheNextTurn() {
        ring.connect("w1");
        assertThat(ring.loop.turn()).isPositive();
        ring.inbox.repeat(quiet(OrdersNumber.NONE, null), 1);
        assertThat(ring.loop.isDrained()).isFalse();
        ring.settle();
        assertThat(ring.loop.isDrained()).isTrue();
    }

    @Test
    void aReportRepeatsOnlyWhatSaysTheSame() {
        OrdersNumber seen = new OrdersNumber(1, 5);
        WorkerReport report = quiet(seen, null);
        assertThat(quiet(seen, null).repeats(report)).isTrue();
        assertThat(quiet(new OrdersNumber(1, 6), null).repeats(report)).isFalse();
        Availability away = new Availability(Availability.Cause.LOCAL, "mine", Availability.OfRunning.FINISH);
        assertThat(quiet(seen, away).repeats(report)).isFalse();
        assertThat(quiet(seen, away).repeats(quiet(seen, away))).isTrue();
    }

    @ParameterizedTest(name = "{0} workers report every {1} ms")
    @CsvSource({"1, 5000", "500, 5000", "700, 7000", "1000, 10000", "10000, 10000"})
    void manyWorkersReportMoreRarely(int workers, long millis) {
        assertThat(Rules.DEFAULT.heartbeatMillis(workers)).isEqualTo(millis);
        assertThat(new Rules(3_000, 1_000).heartbeatMillis(workers)).isEqualTo(1_000);
    }
}
