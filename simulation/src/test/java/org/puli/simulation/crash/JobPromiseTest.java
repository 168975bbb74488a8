package org.puli.simulation.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.view.CommandView;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

class JobPromiseTest {
    private static final JobId ID = new JobId(7);

    private final JobPromise promise = new JobPromise("a", JobKind.QUICK);

    private static JobView view(boolean paused, long done, long canceled) {
        Counts counts = new Counts(4, 0, 4 - done - canceled, 0, 0, done, 0, canceled, 0);
        return new JobView(
                ID,
                "a",
                counts.status(paused),
                counts,
                "me",
                "me",
                new PoolName("default"),
                50,
                1,
                0,
                paused,
                Map.of(),
                null,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static CommandView command(Status status, int attempt) {
        return new CommandView(
                new CommandId(9),
                "work",
                status,
                ID,
                new TaskId(8),
                null,
                List.of(),
                attempt,
                1,
                0,
                null,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void whatHoldsIsNoFault() {
        promise.submitted(ID);
        promise.submitted(ID);
        promise.paused(true);
        promise.reread(view(true, 1, 0));
        promise.seen(command(Status.READY, 1));
        promise.seen(command(Status.DONE, 2));
        promise.seen(command(Status.DONE, 2));
        assertThat(promise.answerCount()).isEqualTo(4);
    }

    @Test
    void aKeyThatLeadsToAnotherJobIsFound() {
        promise.submitted(ID);
        assertThatThrownBy(() -> promise.submitted(new JobId(8))).isInstanceOf(Broken.class);
    }

    @Test
    void aForgottenPauseIsFound() {
        promise.paused(true);
        assertThatThrownBy(() -> promise.reread(view(false, 0, 0))).hasMessageContaining("answered to be paused");
    }

    @Test
    void aForgottenCancelIsFound() {
        promise.canceled();
        promise.reread(view(false, 1, 3));
        assertThatThrownBy(() -> promise.reread(view(false, 1, 2))).hasMessageContaining("goes on");
    }

    @Test
    void aDoneCommandThatIsUndoneOrRunAgainIsFound() {
        promise.seen(command(Status.DONE, 1));
        assertThatThrownBy(() -> promise.seen(command(Status.READY, 1))).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> promise.seen(command(Status.DONE, 2))).isInstanceOf(Broken.class);
    }

    @Test
    void fewerDoneCommandsThanBeforeAreFound() {
        promise.seen(view(false, 3, 0));
        assertThatThrownBy(() -> promise.seen(view(false, 2, 0))).isInstanceOf(Broken.class);
    }

    @Test
    void aJobThatEndsInAnotherWayThanItMustIsFound() {
        assertThatThrownBy(() -> promise.settled(view(false, 3, 1))).hasMessageContaining("CANCELED");
    }
}
