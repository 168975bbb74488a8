package org.puli.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;

class ClockWatchTest {
    private static final long NOON = 1_800_000_000_000L;

    private final ClockWatch watch = new ClockWatch(Duration.ofSeconds(2));
    private long mono = 5_000;
    private long number;

    private static WorkerOrders answer(long report, long dispatcherTime) {
        return new WorkerOrders(
                "f",
                new OrdersNumber(1, 1),
                List.of(),
                List.of(),
                5_000,
                30_000,
                List.of(),
                null,
                report,
                dispatcherTime,
                false,
                false);
    }

    /** A report and its answer, when the worker's clock is ahead and both ways take as long. */
    private void exchange(long ahead, long roundTrip) {
        watch.sent(++number, mono);
        mono += roundTrip;
        watch.answered(answer(number, NOON), NOON + roundTrip / 2 + ahead, mono);
    }

    @Test
    void halfOfTheRoundTripIsTakenForTheWayBack() {
        assertThat(watch.find()).isNull();
        exchange(700, 100);
        assertThat(watch.find()).isEqualTo(new ClockSkew(700, 100, false));
        exchange(690, 20);
        assertThat(watch.find()).isEqualTo(new ClockSkew(690, 20, false));
    }

    @Test
    void theQuickestOfTheLastEightIsBelieved() {
        exchange(5, 10);
        exchange(400, 1_000);
        assertThat(watch.find()).isEqualTo(new ClockSkew(5, 10, false));
        for (int i = 0; i < 7; i++) {
            exchange(60, 200);
        }
        assertThat(watch.find()).isEqualTo(new ClockSkew(60, 200, false));
    }

    @Test
    void aClockThatIsSetShowsAtOnce() {
        exchange(9_000, 2);
        assertThat(watch.find()).isEqualTo(new ClockSkew(9_000, 2, true));
        exchange(15, 40);
        assertThat(watch.find()).isEqualTo(new ClockSkew(15, 40, false));
        assertThat(watch.warnings()).isEmpty();
    }

    @Test
    void anAnswerThatCameForAnotherReasonIsNotMeasuredUnlessThereIsNoOther() {
        exchange(3_000, 9_000);
        assertThat(watch.find()).as("nobody knows").isEqualTo(new ClockSkew(3_000, 9_000, false));
        exchange(10, 2_000);
        exchange(5_000, 2_001);
        assertThat(watch.find()).isEqualTo(new ClockSkew(10, 2_000, false));
    }

    @Test
    void onlyAClockThatIsSurelyOffIsWarnedOf() {
        exchange(2_050, 100);
        assertThat(watch.find()).isEqualTo(new ClockSkew(2_050, 100, false));
        assertThat(watch.warnings()).isEmpty();
        exchange(-2_051, 98);
        assertThat(watch.find()).isEqualTo(new ClockSkew(-2_051, 98, true));
        assertThat(watch.warnings()).singleElement().asString().contains("more than 2s off", "NTP");
    }

    @Test
    void anAnswerToNothingThatWasAskedOrWithoutATimeSaysNothing() {
        watch.answered(answer(1, NOON), NOON + 9_000, mono);
        watch.sent(1, mono);
        watch.answered(answer(1, 0), NOON, mono);
        watch.sent(2, mono);
        watch.reconnected();
        watch.answered(answer(2, NOON), NOON + 9_000, mono);
        watch.sent(3, mono);
        watch.sent(4, mono + 50);
        watch.answered(answer(4, NOON), NOON, mono + 50);
        watch.answered(answer(3, NOON), NOON + 9_000, mono + 60);
        assertThat(watch.find())
                .as("a later answer stands for the earlier report too")
                .isEqualTo(new ClockSkew(0, 0, false));
    }

    @Test
    void manyReportsWithoutAnAnswerAreForgotten() {
        for (int i = 1; i <= 100; i++) {
            watch.sent(i, i);
        }
        watch.answered(answer(36, NOON), NOON, 1_000);
        assertThat(watch.find()).isNull();
        watch.answered(answer(37, NOON), NOON, 1_000);
        assertThat(watch.find()).isNotNull();
    }
}
