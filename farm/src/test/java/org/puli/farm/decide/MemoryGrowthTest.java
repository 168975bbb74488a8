package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.policy;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.MemoryRetry;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Command;
import org.puli.farm.CommandShow;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.RetryJob;
import org.puli.farm.row.AttemptRow;

/** Commands that used more memory than they had reserved come back with more, and the planner reckons with it. */
class MemoryGrowthTest {
    private static final long GIGABYTE = 1L << 30;
    private static final MemoryRetry HALF_MORE = new MemoryRetry(1.5, 18 * GIGABYTE);

    private final FarmFixture farm = farm();

    private void workers(long... gigabytes) {
        for (long memory : gigabytes) {
            String name = "w" + (farm.farm.workers().size() + 1);
            farm.sync(farm.report(name, "boot").facts(new WorkerFacts(8, memory * GIGABYTE, "test", "1")));
        }
    }

    private Job submit(@Nullable MemoryRetry retry, String frames, int attempts) {
        FailurePolicy policy = FailurePolicy.NONE.withMemoryRetry(retry);
        JobSpec spec = job(task("render", frames, policy(attempts, policy).withMemoryBytes(8 * GIGABYTE)));
        return farm.submit(spec);
    }

    private void exceed(long id, long usedBytes, Cause cause, Outcome outcome) {
        Command command = farm.command(id);
        Worker holder = requireNonNull(command.holder());
        farm.sync(farm.report(holder.name().value(), holder.bootId())
                .ended(new EndedRun(
                        command.ref(),
                        command.leaseId(),
                        outcome,
                        null,
                        15,
                        "used 9.1 GB, reserved 8 GB: stopped",
                        5,
                        6,
                        0,
                        usedBytes,
                        cause,
                        0,
                        0)));
    }

    private void exceed(long id, long usedBytes) {
        exceed(id, usedBytes, Cause.OVER_MEMORY, Outcome.FAILED);
    }

    @Test
    void itComesBackAtOnceWithMoreAndNothingCounts() {
        workers(32);
        submit(HALF_MORE, "1", 1);
        farm.plan();
        exceed(1, 9 * GIGABYTE);
        Command command = farm.command(1);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.failures()).isZero();
        assertThat(command.avoided()).isEmpty();
        assertThat(command.delay()).isNull();
        assertThat(farm.worker("w1").streak().tasks()).isEmpty();
        assertThat(CommandShow.view(command.task(), 0).reason())
                .isEqualTo("used 9.1 GB, reserved 8 GB: stopped (tried again with 12 GB)");
        assertThat(CommandShow.view(command.task(), 0).grownMemory()).isEqualTo(12 * GIGABYTE);
        assertThat(farm.plan()).hasSize(1);
        assertThat(command.held().memoryBytes()).isEqualTo(12 * GIGABYTE);
        assertThat(farm.worker("w1").hasRoomFor(command.task().need().withMemory(20 * GIGABYTE)))
                .isTrue();
        assertThat(farm.worker("w1").hasRoomFor(command.task().need().withMemory(20 * GIGABYTE + 1)))
                .isFalse();
    }

    @Test
    void atTheEndOfItsGrowthItHasFailedLikeAnyOther() {
        workers(32);
        submit(HALF_MORE, "1", 2);
        long[] reserved = {12, 18};
        for (long gigabytes : reserved) {
            farm.plan();
            exceed(1, 9 * GIGABYTE);
            assertThat(farm.command(1).grownMemory()).isEqualTo(gigabytes * GIGABYTE);
        }
        farm.plan();
        exceed(1, 19 * GIGABYTE);
        assertThat(farm.command(1).status()).isEqualTo(Status.READY);
        assertThat(farm.command(1).failures()).isOne();
        farm.plan();
        exceed(1, 19 * GIGABYTE);
        assertThat(farm.command(1).status()).isEqualTo(Status.FAILED);
        assertThat(farm.command(1).reason()).endsWith("(its reservation grows no further than 18 GB)");
    }

    @Test
    void withoutAPolicyItIsAFailureWithTheWorkersWords() {
        workers(32);
        submit(null, "1", 1);
        farm.plan();
        exceed(1, 9 * GIGABYTE);
        assertThat(farm.command(1).status()).isEqualTo(Status.FAILED);
        assertThat(farm.command(1).reason()).isEqualTo("used 9.1 GB, reserved 8 GB: stopped");
        assertThat(farm.command(1).grownMemory()).isZero();
    }

    @Test
    void historyKnowsSuchEndsByAKindOfTheirOwn() {
        workers(32);
        submit(new MemoryRetry(2, 16 * GIGABYTE), "1", 1);
        farm.plan();
        farm.farm.takeTouched();
        exceed(1, 9 * GIGABYTE);
        farm.plan();
        exceed(1, 17 * GIGABYTE);
        List<AttemptRow> rows =
                farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).attempts();
        assertThat(rows).extracting(AttemptRow::outcome).containsOnly(AttemptRow.Outcome.OVER_MEMORY);
        assertThat(rows).extracting(AttemptRow::peakMemoryBytes).containsExactly(9 * GIGABYTE, 17 * GIGABYTE);
    }

    @Test
    void whoKeptToItsReservationOnAMachineThatRanShortIsGivenBack() {
        workers(32);
        submit(HALF_MORE, "1", 1);
        farm.plan();
        exceed(1, 7 * GIGABYTE, Cause.SHORT_MEMORY, Outcome.STOPPED);
        Command command = farm.command(1);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.failures()).isZero();
        assertThat(command.grownMemory()).isZero();
        assertThat(command.delay()).isNotNull();
        assertThat(command.reason()).endsWith("(tried again later)");
        assertThat(farm.plan()).isEmpty();
    }

    @Test
    void othersOfItsTaskKeepToWhatTheTaskSaysAndGoWhereItDoesNotFit() {
        workers(10, 16);
        submit(HALF_MORE, "1-4", 1);
        assertThat(farm.plan()).hasSize(3);
        Worker small = farm.worker("w1");
        long onSmall = small.leases().getFirst().id().value();
        exceed(onSmall, 9 * GIGABYTE);
        assertThat(farm.plan()).hasSize(1);
        assertThat(small.leases()).extracting(c -> c.id().value()).containsExactly(4L);
        assertThat(farm.command(onSmall).holder()).isNull();
        farm.worker("w2").leases().stream().map(Command::id).toList().forEach(id -> farm.end(id.value(), Outcome.DONE));
        assertThat(farm.plan()).hasSize(1);
        assertThat(requireNonNull(farm.command(onSmall).holder()).name()).isEqualTo(new WorkerName("w2"));
    }

    @Test
    void whereItFitsNowhereAnyMoreItIsToldWhy() {
        workers(10);
        Job job = submit(new MemoryRetry(1.5, 0), "1-2", 1);
        farm.plan();
        exceed(1, 9 * GIGABYTE);
        farm.plan();
        farm.end(2, Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.TOO_LARGE);
        assertThat(farm.why.ofJob(job).answer())
                .isEqualTo("waits: no worker takes it (1 worker: 1 with less than 12 GB of memory);"
                        + " it reserves 12 GB since it" + " used more than its task says");
        assertThat(farm.why.ofCommand(farm.command(1).task(), 0).answer()).contains("reserves 12 GB");
    }

    @Test
    void whatOthersOfItsTaskWaitForIsNotMistakenForIt() {
        workers(10);
        submit(HALF_MORE, "1-2", 1);
        farm.plan();
        exceed(1, 9 * GIGABYTE);
        farm.plan();
        Task task = farm.command(1).task();
        assertThat(farm.why.ofCommand(task, 0).answer()).contains("less than 12 GB of memory", "reserves 12 GB");
        assertThat(farm.why.ofCommand(task, 1).answer())
                .startsWith("is ASSIGNED")
                .doesNotContain("reserves");
    }

    @Test
    void itIsStoredAndAPersonsRetryKeepsIt() {
        workers(32);
        submit(new MemoryRetry(1.5, 12 * GIGABYTE), "1", 1);
        farm.plan();
        exceed(1, 9 * GIGABYTE);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(requireNonNull(loaded.findCommand(farm.command(1).id())).grownMemory())
                .isEqualTo(12 * GIGABYTE);
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        farm.plan();
        exceed(1, 13 * GIGABYTE);
        assertThat(farm.command(1).status()).isEqualTo(Status.FAILED);
        farm.ask(new RetryJob(new JobId(1), false));
        farm.plan();
        assertThat(farm.command(1).held().memoryBytes()).isEqualTo(12 * GIGABYTE);
    }

    @Test
    void aTaskThatReservesMoreByNowIsBelieved() {
        workers(32);
        Job job = submit(HALF_MORE, "1", 1);
        farm.plan();
        exceed(1, 9 * GIGABYTE);
        JobSpec more = job(task(
                "render",
                "1",
                policy(1, FailurePolicy.NONE.withMemoryRetry(HALF_MORE)).withMemoryBytes(20 * GIGABYTE)));
        farm.apply(new Change.JobEdited(job.id(), more, 0));
        farm.plan();
        assertThat(farm.command(1).held().memoryBytes()).isEqualTo(20 * GIGABYTE);
    }
}
