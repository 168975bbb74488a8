package org.puli.cli.worker;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.view.Duty;
import org.puli.api.view.WorkerView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Sizes;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one worker. */
@Command(
        name = "show",
        description = "Shows a worker: what its machine is and how busy, what it runs, when it was last heard.")
final class WorkerShow implements Callable<Integer> {
    @Parameters(paramLabel = "WORKER", description = "The worker's name.")
    private @Nullable WorkerName worker;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            WorkerView view = client.worker(Given.value(worker));
            output.show(view, WorkerColumns.WORKERS, out -> print(view, out));
        }
        return ExitCodes.DONE;
    }

    private static void print(WorkerView worker, PrintWriter out) {
        Facts facts = new Facts();
        facts.add("Worker", worker.name())
                .add("Status", worker.status() + (worker.duty() == Duty.PROBATION ? " (on probation)" : ""))
                .add("Because", WorkerColumns.because(worker))
                .add("Tried again", Times.local(worker.probationAt()))
                .add("Pools", WorkerColumns.pools(worker))
                .add("Serves first", WorkerColumns.poolOrder(worker))
                .add("Tags", WorkerColumns.tags(worker))
                .add("Free cores", WorkerColumns.freeCores(worker))
                .add("Free memory", WorkerColumns.freeMemory(worker))
                .add("Its machine has", machine(worker))
                .add("Free GPUs", gpus(worker))
                .add("Software", String.join(", ", worker.equipment().software()))
                .add("Attributes", pairs(worker.equipment().attributes()))
                .add("Amounts", pairs(worker.equipment().amounts()))
                .add("Runs commands", running(worker))
                .add("Platform", worker.platform());
        MachineLines.add(facts, worker.machine(), worker.health());
        facts.add("Version", worker.version())
                .add("Last heard", worker.lastSeenAt() == null ? null : Times.ago(worker.lastSeenAt()) + " ago")
                .print(out);
    }

    /** Said only where somebody has it offer something else. */
    private static @Nullable String machine(WorkerView worker) {
        boolean isSame = worker.machineCores() == worker.cores() && worker.machineMemoryBytes() == worker.memoryBytes();
        return isSame
                ? null
                : Sizes.number(worker.machineCores()) + " cores, " + Sizes.text(worker.machineMemoryBytes());
    }

    private static @Nullable String gpus(WorkerView worker) {
        int all = worker.equipment().gpus();
        return all == 0 ? null : worker.gpusFree() + " of " + all;
    }

    private static String pairs(Map<String, ?> map) {
        return map.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String running(WorkerView worker) {
        return worker.running().stream()
                .map(attempt -> attempt.command() + " (try " + attempt.attempt() + ")")
                .collect(Collectors.joining(", "));
    }
}
