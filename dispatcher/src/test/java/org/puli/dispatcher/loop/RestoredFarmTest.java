package org.puli.dispatcher.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.view.Status;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.dispatcher.store.care.Author;
import org.puli.dispatcher.store.care.Backup;
import org.puli.dispatcher.store.care.Progress;
import org.puli.dispatcher.store.care.Restore;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.SubmitJob;

/** A worker that lived on after a backup meets the farm that was restored from it. */
class RestoredFarmTest {
    @TempDir
    @Nullable
    Path folder;

    private OrdersNumber seen = OrdersNumber.NONE;

    private JobId submit(RingFixture ring) {
        var taken = ring.ask(new SubmitJob("ada", RingFixture.frames("1"), null));
        ring.settle();
        return taken.join().job().id();
    }

    private static Status show(RingFixture ring, JobId job) {
        var shown = ring.ask(new ShowJob(job));
        ring.settle();
        return shown.join().status();
    }

    private static RunState running(RunOrder order) {
        return new RunState(order.attempt(), order.leaseId(), RunState.Phase.RUNNING, 5, null);
    }

    private WorkerOrders report(
            RingFixture ring, RingFixture.FixedMailbox mailbox, long link, List<RunState> runs, List<EndedRun> ended) {
        ring.report("w1", link, seen, runs, ended);
        ring.settle();
        WorkerOrders orders = requireNonNull(mailbox.orders);
        assertThat(orders.number())
                .as("what is older than what was seen is ignored")
                .isGreaterThanOrEqualTo(seen);
        seen = orders.number();
        return orders;
    }

    /** What a worker knows after the backup: the first run is done, and that of another job is under way. */
    private record After(RunOrder first, RunOrder second) {}

    private After liveOn(Path live, Path backup) {
        try (SqlFarmStore store = SqlFarmStore.open(live)) {
            RingFixture ring = new RingFixture(store);
            RingFixture.FixedMailbox mailbox = new RingFixture.FixedMailbox();
            long link = ring.links.open(new WorkerName("w1"), mailbox);
            ring.report("w1", link, seen, List.of(), List.of());
            submit(ring);
            RunOrder first =
                    report(ring, mailbox, link, List.of(), List.of()).run().getFirst();
            report(ring, mailbox, link, List.of(running(first)), List.of());
            Backup.write(requireNonNull(DatabaseAddress.sqlite(live).database()), backup, Progress.NONE);
            report(ring, mailbox, link, List.of(), List.of(RingFixture.done(first)));
            submit(ring);
            RunOrder second =
                    report(ring, mailbox, link, List.of(), List.of()).run().getFirst();
            report(ring, mailbox, link, List.of(running(second)), List.of());
            assertThat(second.attempt()).isNotEqualTo(first.attempt());
            return new After(first, second);
        }
    }

    private SqlFarmStore restored(Path backup) {
        Path file = folder.resolve("restored.db");
        new Restore(DatabaseAddress.sqlite(file), folder, new Restore.Wishes(false, false), new Author("ada", 1))
                .run(backup, Progress.NONE);
        return SqlFarmStore.open(file);
    }

    @Test
    void nothingThatHappenedAfterTheBackupIsTakenForSomethingElse() {
        Path backup = folder.resolve("backup.db");
        After after = liveOn(folder.resolve("live.db"), backup);
        try (SqlFarmStore store = restored(backup)) {
            RingFixture ring = new RingFixture(store);
            RingFixture.FixedMailbox mailbox = new RingFixture.FixedMailbox();
            long link = ring.links.open(new WorkerName("w1"), mailbox);
            // The worker still runs what this farm never heard of; it is not wanted, and no other has its number.
            WorkerOrders orders = report(ring, mailbox, link, List.of(running(after.second)), List.of());
            assertThat(orders.run()).extracting(RunOrder::attempt).containsExactly(after.first.attempt());
            JobId next = submit(ring);
            assertThat(next.value()).isEqualTo(1_000_002);
            report(ring, mailbox, link, List.of(), List.of(RingFixture.done(after.second)));
            assertThat(show(ring, next)).isEqualTo(Status.READY);
            // What the backup took for running has ended long since: it is given out again under a new lease.
            orders = report(ring, mailbox, link, List.of(), List.of());
            RunOrder again = orders.run().getFirst();
            assertThat(again.leaseId()).isGreaterThan(1_000_000_000);
            assertThat(store.history()).noneMatch(row -> row.commandId() > 1);
        }
    }

    @Test
    void whatStillRunsAsTheBackupKnowsItCounts() {
        Path backup = folder.resolve("backup.db");
        After after = liveOn(folder.resolve("live.db"), backup);
        try (SqlFarmStore store = restored(backup)) {
            RingFixture ring = new RingFixture(store);
            RingFixture.FixedMailbox mailbox = new RingFixture.FixedMailbox();
            long link = ring.links.open(new WorkerName("w1"), mailbox);
            report(ring, mailbox, link, List.of(running(after.first)), List.of());
            report(ring, mailbox, link, List.of(), List.of(RingFixture.done(after.first)));
            assertThat(show(ring, new JobId(1))).isEqualTo(Status.DONE);
            assertThat(store.history()).hasSize(1);
        }
    }
}
