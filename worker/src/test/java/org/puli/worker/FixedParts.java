package org.puli.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.outbox.EndedRuns;
import org.puli.worker.outbox.OutboxFailure;
import org.puli.worker.run.Adopted;
import org.puli.worker.run.ProcessLauncher;
import org.puli.worker.run.RunningCommand;
import org.puli.worker.storage.FileLooks;
import org.puli.worker.storage.PlaceTests;

/** A worker without threads, processes, network or disk: everything stands still until a test moves it. */
final class FixedParts implements ProcessLauncher {
    static final class FixedRun implements RunningCommand {
        final RunOrder order;

        @Nullable
        EndedRun end;

        @Nullable
        String stopReason;

        Progress told = Progress.NONE;
        boolean survives;
        boolean isKept;

        FixedRun(RunOrder order) {
            this.order = order;
        }

        @Override
        public AttemptRef attempt() {
            return order.attempt();
        }

        @Override
        public long leaseId() {
            return order.leaseId();
        }

        @Override
        public RunState state() {
            RunState.Phase phase = stopReason == null ? RunState.Phase.RUNNING : RunState.Phase.STOPPING;
            return RunState.of(order.attempt(), order.leaseId(), phase, 1, told);
        }

        @Override
        public void kept() {
            isKept = true;
        }

        @Override
        public boolean survives() {
            return survives;
        }

        @Override
        public void stop(String reason) {
            stopReason = reason;
        }

        @Override
        public @Nullable EndedRun findEnd() {
            return end;
        }

        void end(EndedRun.Outcome outcome) {
            end = new EndedRun(order.attempt(), order.leaseId(), outcome, 0, null, null, 1, 2, 0, 0, null, 0, 0);
        }
    }

    static final class FixedOutbox implements EndedRuns {
        final Map<AttemptRef, EndedRun> runs = new TreeMap<>();
        final List<String> setAside = new ArrayList<>();

        @Nullable
        String farmId;

        boolean isFull;

        @Override
        public List<EndedRun> load() {
            return List.copyOf(runs.values());
        }

        @Override
        public @Nullable String findFarmId() {
            return farmId;
        }

        @Override
        public void add(EndedRun run) {
            if (isFull) {
                throw new OutboxFailure("no space left", new IOException("full"));
            }
            runs.put(run.attempt(), run);
        }

        @Override
        public void forget(AttemptRef attempt) {
            runs.remove(attempt);
        }

        @Override
        public void join(String farm) {
            if (farmId != null && !farmId.equals(farm)) {
                setAside.add(farmId);
                runs.clear();
            }
            farmId = farm;
        }
    }

    final Map<AttemptRef, FixedRun> launched = new TreeMap<>();
    /** What the launcher goes on with at its start. */
    final List<RunOrder> left = new ArrayList<>();

    final FixedOutbox outbox = new FixedOutbox();
    final List<WorkerReport> reports = new ArrayList<>();
    final Map<String, Consumer<Boolean>> looks = new TreeMap<>();
    final Map<String, Consumer<PathFinding>> tested = new TreeMap<>();
    final PlaceTests places = new PlaceTests((probe, answer) -> tested.put(probe.root(), answer), () -> {});

    @Nullable
    Availability availability;

    Equipment equipment = Equipment.NONE;
    MachineHealth health = MachineHealth.UNKNOWN;
    boolean isConnected = true;
    long millis = 1_000_000;
    int cores = 2;
    private long ordersNumber;

    WorkerLoop loop(String bootId) {
        return loop(bootId, new FileLooks((path, answer) -> looks.put(path, answer), 5_000, () -> {}));
    }

    WorkerLoop loop(String bootId, FileLooks files) {
        WorkerLoop.Parts parts = new WorkerLoop.Parts(
                () -> new WorkerFacts(cores, 0, "test", "1", equipment),
                this,
                outbox,
                report -> isConnected && reports.add(report),
                files,
                () -> millis,
                () -> availability,
                () -> {},
                places,
                () -> health);
        WorkerLoop loop = new WorkerLoop(new WorkerName("w1"), bootId, parts);
        loop.takeOver();
        loop.linkOpened();
        loop.turn();
        return loop;
    }

    @Override
    public RunningCommand launch(RunOrder order, Runnable changed) {
        FixedRun run = new FixedRun(order);
        if (launched.put(order.attempt(), run) != null) {
            throw new AssertionError(order.attempt() + " was started twice");
        }
        return run;
    }

    @Override
    public void stopLeftovers() {}

    @Override
    public List<Adopted> takeOver(Set<AttemptRef> ended, Runnable changed) {
        return left.stream()
                .filter(order -> !ended.contains(order.attempt()))
                .map(order -> new Adopted(order, launch(order, changed)))
                .toList();
    }

    WorkerReport last() {
        return reports.getLast();
    }

    WorkerOrders orders(RunOrder... run) {
        return orders(List.of(), run);
    }

    WorkerOrders orders(List<AttemptRef> forget, RunOrder... run) {
        return new WorkerOrders("f1", new OrdersNumber(1, ++ordersNumber), List.of(run), forget, 5_000, 30_000);
    }

    WorkerOrders lookFor(String... files) {
        return new WorkerOrders(
                "f1",
                new OrdersNumber(1, ++ordersNumber),
                List.of(),
                List.of(),
                5_000,
                30_000,
                List.of(files),
                null,
                0,
                0,
                false,
                false);
    }

    static AttemptRef ref(long command, int attempt) {
        return new AttemptRef(new CommandId(command), attempt);
    }

    static RunOrder order(long command) {
        return order(ref(command, 1), 1);
    }

    static RunOrder order(AttemptRef attempt, double cores) {
        RunDetails details = new RunDetails(
                new JobId(1),
                "job",
                new TaskId(1),
                "task",
                attempt.command(),
                "ada",
                new CommandLine(List.of("true"), false),
                null,
                null,
                Map.of(),
                cores,
                0,
                0,
                null,
                null,
                null,
                null,
                false,
                0);
        return new RunOrder(attempt, attempt.command().value() * 10, details);
    }
}
