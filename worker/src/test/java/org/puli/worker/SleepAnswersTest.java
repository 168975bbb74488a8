package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/** Which orders a machine may sleep on. */
class SleepAnswersTest {
    private static final Availability TIRED = new Availability(Cause.SLEEPING, "idle", OfRunning.FINISH);

    private final SleepAnswers answers = new SleepAnswers();

    private void said(long number, @Nullable Availability availability) {
        answers.said(new WorkerReport(
                WorkerReport.PROTOCOL,
                new WorkerName("w1"),
                "boot",
                number,
                null,
                OrdersNumber.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                availability,
                null,
                null));
    }

    private void heard(long answered, boolean asleep) {
        answers.heard(new WorkerOrders(
                "f1",
                new OrdersNumber(1, 1),
                List.of(),
                List.of(),
                5_000,
                30_000,
                List.of(),
                null,
                answered,
                0,
                false,
                asleep));
    }

    @Test
    void onlyAnAnswerToWhatItSaidThatTakesItForAsleepWillDo() {
        said(1, null);
        heard(1, true);
        assertThat(answers.isBelieved()).as("of an earlier sleep").isFalse();
        said(2, TIRED);
        said(3, TIRED);
        heard(1, true);
        assertThat(answers.isBelieved()).as("left before").isFalse();
        heard(2, false);
        assertThat(answers.isBelieved()).as("something runs there").isFalse();
        heard(2, true);
        assertThat(answers.isBelieved()).isTrue();
    }

    @Test
    void whoTookItBackIsNotBelievedUntilItSaysSoAgain() {
        said(2, TIRED);
        heard(2, true);
        said(3, null);
        assertThat(answers.isBelieved()).isFalse();
        said(4, new Availability(Cause.USER_PRESENT, "ada", OfRunning.FINISH));
        heard(4, true);
        assertThat(answers.isBelieved()).isFalse();
        said(5, TIRED);
        heard(4, true);
        assertThat(answers.isBelieved()).isFalse();
        heard(5, true);
        assertThat(answers.isBelieved()).isTrue();
    }

    @Test
    void whoHasJustConnectedHasHeardNothing() {
        assertThat(answers.hasHeard()).isFalse();
        answers.opened();
        heard(0, false);
        assertThat(answers.hasHeard()).isTrue();
        answers.opened();
        assertThat(answers.hasHeard()).isFalse();
    }
}
