package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import org.junit.jupiter.api.Test;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.Duty;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.FarmFixture;
import org.puli.farm.OrdersShow;
import org.puli.farm.Worker;

/** A worker that has no user to run a command as. */
class MissingUserTest {
    private final FarmFixture farm = farm();

    private Command refuse() {
        farm.plan();
        Command command = farm.command(1);
        Worker holder = requireNonNull(command.holder());
        farm.sync(farm.report(holder.name().value(), holder.bootId())
                .ended(new EndedRun(
                        command.ref(),
                        command.leaseId(),
                        Outcome.FAILED,
                        null,
                        null,
                        "there is no user 'ada' on this worker",
                        0,
                        6,
                        0,
                        0,
                        Cause.NO_USER,
                        0,
                        0)));
        return command;
    }

    @Test
    void theCommandGoesToAnotherWorkerAndNoTryIsCounted() {
        farm.workers(2).submit(job(frames("render", "1")));
        Command command = refuse();
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.failures()).isZero();
        assertThat(command.reason()).startsWith("there is no user 'ada' on this worker");
        Worker first = command.avoided().getFirst();
        farm.passHeard(1_000).plan();
        assertThat(command.holder()).isNotNull().isNotEqualTo(first);
        farm.end(1, Outcome.DONE);
        assertThat(command.status()).isEqualTo(Status.DONE);
        assertThat(farm.farm.workers()).allMatch(worker -> worker.duty() == Duty.ACTIVE);
    }

    @Test
    void whereNoWorkerHasTheUserItFailsInTheEndAndSaysWhy() {
        farm.workers(1).submit(job(frames("render", "1")));
        for (int i = 1; i < LeaseReview.MOST_ELSEWHERE; i++) {
            assertThat(refuse().status()).as("after worker " + i).isEqualTo(Status.READY);
            farm.passHeard(1_000);
        }
        Command command = refuse();
        assertThat(command.status()).isEqualTo(Status.FAILED);
        assertThat(command.reason()).startsWith("there is no user 'ada' on this worker");
    }

    @Test
    void ordersSayWhetherTheOwnerIsKnown() {
        farm.workers(1).submit(job(frames("render", "1")));
        farm.plan();
        Worker worker = farm.worker("w1");
        assertThat(requireNonNull(OrdersShow.wanted(farm.farm, worker, true)
                                .getFirst()
                                .details())
                        .ownerKnown())
                .isTrue();
        assertThat(requireNonNull(
                                OrdersShow.wanted(farm.farm, worker).getFirst().details())
                        .ownerKnown())
                .isFalse();
    }
}
