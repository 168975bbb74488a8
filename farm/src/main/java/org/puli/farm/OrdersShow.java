package org.puli.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;

/** What a worker should be running. Called by the loop when a batch is closed. */
public final class OrdersShow {
    private OrdersShow() {}

    /** Every attempt that the farm wants on a worker; details only where its last report did not name the attempt. */
    public static List<RunOrder> wanted(Worker worker) {
        List<RunOrder> orders = new ArrayList<>(worker.leases().size());
        for (Command command : worker.leases()) {
            if (command.isWanted()) {
                AttemptRef attempt = command.ref();
                boolean known = worker.contact().named(attempt);
                orders.add(new RunOrder(attempt, command.leaseId(), known ? null : details(command)));
            }
        }
        return orders;
    }

    /** The files that it is to look for. */
    public static List<String> files(Farm farm, Worker worker) {
        return farm.files().paths(worker.name());
    }

    private static RunDetails details(Command command) {
        Task task = command.task();
        Job job = task.job();
        Duration timeout = task.settings().timeout();
        Map<String, String> environment = task.settings().environment();
        return new RunDetails(
                job.id(),
                job.spec().name(),
                task.id(),
                task.name(),
                command.id(),
                job.spec().owner(),
                task.spec().commandLineOf(command.index()),
                task.spec().framesOf(command.index()),
                task.settings().workingDirectory(),
                environment,
                command.held().milliCores() / 1000.0,
                command.held().memoryBytes(),
                timeout == null ? 0 : timeout.toMillis(),
                lookout(task.policy()),
                task.settings().limits(),
                gpus(command));
    }

    /** Whoever has the whole machine has its GPUs too, without asking. */
    private static int gpus(Command command) {
        Worker holder = command.holder();
        return command.held().wholeMachine() && holder != null
                ? holder.facts().equipment().gpus()
                : command.held().gpus();
    }

    private static @Nullable Lookout lookout(FailurePolicy policy) {
        LicenseFailure license = policy.licenseFailure();
        String pattern =
                license == null || license.log() == null || license.log().isEmpty() ? null : license.log();
        long noProgress = FailurePolicy.millis(policy.noProgress());
        return noProgress == 0 && pattern == null ? null : new Lookout(noProgress, pattern);
    }
}
