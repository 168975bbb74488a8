package org.puli.dispatcher.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Person;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;

class DispatcherLoopTest {
    private final RingFixture ring = new RingFixture();

    @Test
    void aJobGoesFromSubmitToDone() {
        RingFixture.FixedMailbox worker = ring.connect("w1");
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1-3"), null));
        ring.settle();
        assertThat(taken.join().job().counts().total()).isEqualTo(3);
        for (int frame = 1; frame <= 3; frame++) {
            WorkerOrders orders = requireNonNull(worker.orders);
            assertThat(orders.run()).hasSize(1);
            RunOrder order = orders.run().get(0);
            assertThat(requireNonNull(order.details()).frames()).hasToString("" + frame);
            ring.report("w1", 1, orders.number(), List.of(), List.of(RingFixture.done(order)));
            ring.settle();
        }
        assertThat(requireNonNull(worker.orders).run()).isEmpty();
        JobView job = show(taken.join().job().id());
        assertThat(job.status()).isEqualTo(Status.DONE);
        assertThat(job.counts().done()).isEqualTo(3);
        assertThat(ring.store.batches.stream().flatMap(batch -> batch.attempts().stream()))
                .hasSize(3);
    }

    @Test
    void nothingLeavesBeforeItIsStored() {
        RingFixture.FixedMailbox worker = ring.connect("w1");
        worker.orders = null;
        ring.store.fails = true;
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        int views = ring.views.size();
        ring.settle();
        assertThat(taken).isNotDone();
        assertThat(worker.orders).isNull();
        assertThat(ring.views).hasSize(views);
        assertThat(ring.gate.problem()).contains("disk is full");
        ring.store.fails = false;
        ring.settle();
        assertThat(taken).isCompleted();
        assertThat(requireNonNull(worker.orders).run()).hasSize(1);
        assertThat(ring.gate.problem()).isNull();
    }

    @Test
    void theSameKeyMakesOneJob() {
        CompletableFuture<SubmitJob.Taken> first = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), "k"));
        CompletableFuture<SubmitJob.Taken> second = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), "k"));
        ring.settle();
        assertThat(first.join().isNew()).isTrue();
        assertThat(second.join().isNew()).isFalse();
        assertThat(second.join().job().id()).isEqualTo(first.join().job().id());
        assertThat(ring.farm.jobs()).hasSize(1);
    }

    @Test
    void aWorkerThatFallsSilentLosesItsCommandsToOthers() {
        ring.connect("w1");
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        for (int i = 0; i < 40; i++) {
            ring.clocks.millis += 1_000;
            ring.settle();
        }
        assertThat(show(taken.join().job().id()).status()).isEqualTo(Status.READY);
        RingFixture.FixedMailbox other = ring.connect("w2");
        assertThat(requireNonNull(other.orders).run()).hasSize(1);
        assertThat(requireNonNull(other.orders).run().get(0).attempt().attempt())
                .isEqualTo(2);
    }

    @Test
    void silenceWhileTheLoopWasDeafIsForgiven() {
        ring.connect("w1");
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        ring.clocks.millis += 3_600_000;
        ring.settle();
        assertThat(show(taken.join().job().id()).status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void withShortPatienceAShorterGapIsForgivenToo() {
        ring.loop.rules(new Rules(1_000, 200));
        ring.connect("w1");
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        ring.clocks.millis += 1_700;
        ring.settle();
        assertThat(show(taken.join().job().id()).status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void severalShortGapsWithinAWorkersPatienceAreForgivenLikeALongOne() {
        ring.loop.rules(new Rules(8_000, 200));
        ring.connect("w1");
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        for (int i = 0; i < 6; i++) {
            ring.clocks.millis += 1_900;
            ring.settle();
        }
        assertThat(show(taken.join().job().id()).status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void ordersForAnOlderConnectionDoNotReachANewerOne() {
        ring.connect("w1");
        ring.store.fails = true;
        ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        RingFixture.FixedMailbox newer = new RingFixture.FixedMailbox();
        long link = ring.links.open(new WorkerName("w1"), newer);
        ring.store.fails = false;
        ring.gate.turn();
        assertThat(newer.orders).isNull();
        ring.report("w1", link, OrdersNumber.NONE, List.of(), List.of());
        ring.settle();
        assertThat(requireNonNull(newer.orders).run()).hasSize(1);
    }

    @Test
    void aFullInboxRefusesAtOnce() {
        for (int i = 0; i < 100; i++) {
            ring.ask(new ShowJob(new JobId(1)));
        }
        assertThatThrownBy(() -> ring.ask(new ShowJob(new JobId(1))).join()).hasCauseInstanceOf(Busy.class);
    }

    @Test
    void aPausedJobSaysSo() {
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        JobId id = taken.join().job().id();
        assertThat(show(id).waiting()).isEqualTo(WaitingReason.NO_WORKERS);
        ring.ask(new PauseJob(id));
        assertThat(show(id).waiting()).isEqualTo(WaitingReason.PAUSED);
        assertThat(show(id).status()).isEqualTo(Status.PAUSED);
    }

    @Test
    void whoChangedSomethingStandsInTheSameBatchAsTheChange() {
        CompletableFuture<SubmitJob.Taken> taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1-9"), null));
        ring.settle();
        JobId id = taken.join().job().id();
        Person bea = new Person("bea", "10.0.0.7");
        ring.ask(new FromPerson<>(bea, new CancelJob(id)));
        ring.ask(new FromPerson<>(bea, new CancelJob(id)));
        ring.settle();
        RowBatch last = ring.store.batches.getLast();
        assertThat(last.tasks()).containsExactly(new TaskRow(1, 1, Status.CANCELED, null, 0));
        assertThat(last.commands()).isEmpty();
        assertThat(last.audit()).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(2);
            assertThat(row.user()).isEqualTo("bea");
            assertThat(row.address()).isEqualTo("10.0.0.7");
            assertThat(row.verb()).isEqualTo("cancel");
            assertThat(row.after()).isEqualTo("9 canceled");
        });
        assertThat(last.farm().nextAudit()).isEqualTo(3);
    }

    private JobView show(JobId id) {
        CompletableFuture<JobView> answer = ring.ask(new ShowJob(id));
        ring.settle();
        return answer.join();
    }
}
