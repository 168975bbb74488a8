package org.puli.simulation.check;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WorkerView;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.row.FarmRows;
import org.puli.farm.schedule.Assignment;
import org.puli.farm.schedule.AssignmentPlanner;
import org.puli.simulation.planner.PlainPlanner;
import org.puli.simulation.world.Broken;

/** The rows in the store, loaded, are the farm that lives; only what is forgotten at a restart may differ. */
public final class LoadedFarm {
    private LoadedFarm() {}

    /**
     * Compares a farm on which nothing is pending with what its store would load; {@code priority} is what each job of
     * the live one has by now.
     */
    public static void check(Farm live, FarmRows stored, boolean mayStart, ToIntFunction<Job> priority) {
        Farm loaded = Farm.load(stored);
        long batch = stored.farm().batch();
        same("rows", loaded.rows(batch), live.rows(batch));
        same("jobs", jobs(loaded), jobs(live));
        same("workers", workers(loaded), workers(live));
        same(
                "pools",
                views(loaded.pools().stream().map(Pool::view)),
                views(live.pools().stream().map(Pool::view)));
        same(
                "licenses",
                views(loaded.licenses().stream().map(License::view)),
                views(live.licenses().stream().map(License::view)));
        same("next commands", nextCommands(loaded), nextCommands(live));
        if (!mayStart) {
            checkPlanner(loaded, priority);
        }
    }

    /**
     * A planner that is built anew starts what the plain rules start. That need not be nothing: how groups served their
     * children is forgotten at a restart, and with it for whom a worker is kept.
     */
    private static void checkPlanner(Farm loaded, ToIntFunction<Job> priority) {
        Assignment next = new AssignmentPlanner(loaded).findNext();
        PlainPlanner.Start plain = PlainPlanner.findNext(loaded, priority);
        Broken.unless(
                next == null ? plain == null : plain != null && next.task() == plain.task(),
                "a planner that is built anew starts command %s, and the plain rules %s",
                next == null ? "none" : next.task().commandId(next.index()),
                plain == null ? "none" : plain.task().commandId(plain.index()));
    }

    /** Whatever is loaded and written again is what was stored. */
    public static void checkStored(FarmRows stored) {
        FarmRows again = Farm.load(stored).rows(stored.farm().batch());
        same("jobs", stored.jobs(), again.jobs());
        same("commands", stored.commands(), again.commands());
        same("workers", stored.workers(), again.workers());
        same("blocklists", stored.blocks(), again.blocks());
        same("farm", stored.farm(), again.farm());
    }

    private static void same(String what, Object stored, Object live) {
        Broken.unless(
                stored.equals(live),
                "%s of the stored farm differ from the live one: %s",
                what,
                difference(stored, live));
    }

    private static String difference(Object stored, Object live) {
        if (stored instanceof FarmRows s && live instanceof FarmRows l) {
            return difference(
                    List.of(
                            s.farm(),
                            s.jobs(),
                            s.tasks(),
                            s.commands(),
                            s.workers(),
                            s.pools(),
                            s.licenses(),
                            s.blocks(),
                            s.paths()),
                    List.of(
                            l.farm(),
                            l.jobs(),
                            l.tasks(),
                            l.commands(),
                            l.workers(),
                            l.pools(),
                            l.licenses(),
                            l.blocks(),
                            l.paths()));
        }
        if (stored instanceof List<?> s && live instanceof List<?> l && s.size() == l.size()) {
            for (int i = 0; i < s.size(); i++) {
                if (!s.get(i).equals(l.get(i))) {
                    return difference(s.get(i), l.get(i));
                }
            }
        }
        return stored + " is stored, " + live + " is live";
    }

    private static List<Object> jobs(Farm farm) {
        return views(farm.jobs().stream().map(LoadedFarm::job));
    }

    private static Object job(Job job) {
        return JobShow.whole(job, null);
    }

    private static List<Object> workers(Farm farm) {
        return views(farm.workers().stream().map(Worker::view).map(LoadedFarm::lasting));
    }

    /** A worker's view without what is forgotten at a restart. */
    static WorkerView lasting(WorkerView view) {
        return new WorkerView(
                view.id(),
                view.name(),
                WorkerStatus.of(
                        view.presence(), view.duty(), null, !view.running().isEmpty()),
                view.presence(),
                view.duty(),
                view.pauseReason(),
                view.pools(),
                view.poolOrder(),
                view.cores(),
                view.coresFree(),
                view.memoryBytes(),
                view.memoryFreeBytes(),
                view.machineCores(),
                view.machineMemoryBytes(),
                view.tags(),
                view.running(),
                view.platform(),
                view.version(),
                view.gpusFree(),
                view.equipment(),
                null,
                view.probationAt(),
                null,
                view.machine(),
                null);
    }

    private static List<Integer> nextCommands(Farm farm) {
        return farm.jobs().stream()
                .flatMap(job -> job.tasks().stream())
                .map(Task::nextIndex)
                .toList();
    }

    private static List<Object> views(Stream<? extends @Nullable Object> stream) {
        return stream.<Object>map(view -> view).toList();
    }
}
