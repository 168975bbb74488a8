package org.puli.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.Need;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;

/** What a worker should be running. Called by the loop when a batch is closed. */
public final class OrdersShow {
    private OrdersShow() {}

    /** What a farm wants that lets anybody name any owner. */
    public static List<RunOrder> wanted(Farm farm, Worker worker) {
        return wanted(farm, worker, false);
    }

    /** Every attempt that the farm wants on a worker; details only where its last report did not name the attempt. */
    public static List<RunOrder> wanted(Farm farm, Worker worker, boolean ownersKnown) {
        List<RunOrder> orders = new ArrayList<>(worker.leases().size());
        for (Command command : worker.leases()) {
            if (command.isWanted()) {
                AttemptRef attempt = command.ref();
                boolean known = worker.contact().named(attempt);
                orders.add(new RunOrder(
                        attempt,
                        command.leaseId(),
                        known ? null : left(command, details(farm, command)).withOwnerKnown(ownersKnown)));
            }
        }
        return orders;
    }

    /** The files that it is to look for. */
    public static List<String> files(Farm farm, Worker worker) {
        return farm.files().paths(worker.name());
    }

    /** The places that it is to test; null for none. */
    public static @Nullable ProbeOrder probe(Farm farm, Worker worker) {
        return farm.paths().tests().findOrder(farm, worker);
    }

    /** How a command of a task would be run that holds what its task asks for. */
    public static RunDetails details(Farm farm, Task task, int index) {
        return details(farm, task, index, task.need());
    }

    private static RunDetails details(Farm farm, Command command) {
        RunDetails details = details(farm, command.task(), command.index(), command.held());
        int gpus = gpus(command);
        return gpus == 0 ? details : details.withGpus(gpus);
    }

    /** Whoever has the whole machine has its GPUs too, without asking. */
    private static int gpus(Command command) {
        Worker holder = command.holder();
        return command.held().wholeMachine() && holder != null
                ? holder.facts().equipment().gpus()
                : command.held().gpus();
    }

    /** What earlier attempts left; it stays the same as long as an attempt is there. */
    private static RunDetails left(Command command, RunDetails all) {
        FrameRange frames = all.frames();
        FrameRange done = command.framesDone();
        boolean skips = Boolean.TRUE.equals(command.task().settings().skipDoneFrames());
        if (!skips || frames == null || done == null) {
            return all;
        }
        List<FrameRange> stretches = DoneFrames.left(frames, done);
        return all.with(DoneFrames.together(stretches), stretches);
    }

    private static RunDetails details(Farm farm, Task task, int index, Need held) {
        Job job = task.job();
        TaskSettings settings = task.settings();
        Duration timeout = settings.timeout();
        RunDetails details = new RunDetails(
                job.id(),
                job.spec().name(),
                task.id(),
                task.name(),
                task.commandId(index),
                job.spec().owner(),
                task.lines().of(index),
                task.spec().framesOf(index),
                settings.workingDirectory(),
                task.lines().environment(),
                held.milliCores() / 1000.0,
                held.memoryBytes(),
                timeout == null ? 0 : timeout.toMillis(),
                lookout(task.policy()),
                settings.limits());
        List<PathRule> rules = farm.paths().mapping();
        boolean isMapped = !Boolean.FALSE.equals(settings.pathMapping()) && !rules.isEmpty();
        return isMapped ? details.withPaths(rules) : details;
    }

    private static @Nullable Lookout lookout(FailurePolicy policy) {
        LicenseFailure license = policy.licenseFailure();
        String pattern =
                license == null || license.log() == null || license.log().isEmpty() ? null : license.log();
        long noProgress = FailurePolicy.millis(policy.noProgress());
        return noProgress == 0 && pattern == null ? null : new Lookout(noProgress, pattern);
    }
}
