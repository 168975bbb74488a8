package org.puli.dispatcher.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.Farm;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.Request;
import org.puli.farm.row.FarmRows;

/** A whole ring without threads: turns are taken by hand. */
final class RingFixture {
    /** A clock that stands until it is moved. */
    static final class FixedClocks implements Clocks {
        long millis = 1_000_000;

        @Override
        public long wallMillis() {
            return millis;
        }

        @Override
        public long monoNanos() {
            return millis * 1_000_000;
        }
    }

    /** A worker's end of a link: keeps what was written. */
    static final class FixedMailbox implements LinkMailbox {
        @Nullable
        WorkerOrders orders;

        @Nullable
        String refusal;

        @Override
        public void orders(WorkerOrders newest) {
            orders = newest;
        }

        @Override
        public void logWanted(LogWanted wanted) {}

        @Override
        public void refuse(String reason) {
            refusal = reason;
        }
    }

    final FixedClocks clocks = new FixedClocks();
    final FixedStore store = new FixedStore();
    final List<ViewBatch> views = new ArrayList<>();
    final WorkerLinks links = new WorkerLinks();
    final Bell bell = new Bell();
    final Inbox inbox = new Inbox(100, bell);
    final StoreWriter gate;
    final Farm farm;
    final DispatcherLoop loop;
    private long reportNumber;

    RingFixture() {
        this(null);
    }

    /** A ring on a store of one's own; without one it is {@link #store}. */
    RingFixture(@Nullable FarmStore own) {
        FarmStore kept = own == null ? store : own;
        gate = new StoreWriter(
                kept, views::add, links, new StartDelays(clocks), new StoreWriter.Bells(bell, new Bell()));
        FarmRows loaded = kept.load();
        farm = Farm.load(loaded);
        loop = new DispatcherLoop(
                farm,
                loaded.farm().batch(),
                new DispatcherLoop.Parts(inbox, gate, links, clocks),
                LoopSettings.DEFAULT,
                Rules.DEFAULT);
    }

    /** Turns loop and gate until nothing is left to do. */
    void settle() {
        for (int i = 0; i < 20; i++) {
            clocks.millis += 5;
            loop.turn();
            gate.turn();
        }
    }

    <R> CompletableFuture<R> ask(Request<R> request) {
        return inbox.ask(request);
    }

    FixedMailbox connect(String worker) {
        FixedMailbox mailbox = new FixedMailbox();
        long link = links.open(new WorkerName(worker), mailbox);
        report(worker, link, OrdersNumber.NONE, List.of(), List.of());
        settle();
        return mailbox;
    }

    void report(String worker, long link, OrdersNumber seen, List<RunState> running, List<EndedRun> ended) {
        WorkerFacts facts = new WorkerFacts(1, 0, "test", "1");
        inbox.report(
                new WorkerReport(
                        WorkerReport.PROTOCOL,
                        new WorkerName(worker),
                        "boot",
                        ++reportNumber,
                        farm.id(),
                        seen,
                        facts,
                        running,
                        ended,
                        List.of(),
                        null,
                        null,
                        null),
                link);
    }

    static EndedRun done(RunOrder order) {
        return new EndedRun(
                order.attempt(), order.leaseId(), EndedRun.Outcome.DONE, 0, null, null, 1, 2, 3, 4, null, 0, 0);
    }

    static JobSpec frames(String range) {
        TaskSpec task = new TaskSpec(
                "render",
                new CommandLine(List.of("true"), false),
                FrameRange.parse(range),
                1,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
        return new JobSpec(
                1,
                "job",
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1,
                0,
                Map.of(),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
    }
}
