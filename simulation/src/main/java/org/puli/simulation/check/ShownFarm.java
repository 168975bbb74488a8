package org.puli.simulation.check;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.puli.api.view.JobView;
import org.puli.dispatcher.live.Views;
import org.puli.farm.Farm;
import org.puli.farm.JobShow;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.simulation.world.Broken;

/** What is shown is what would be shown if everything were shown anew; for a farm on which nothing is pending. */
public final class ShownFarm {
    private static final int ALL = Integer.MAX_VALUE;

    private ShownFarm() {}

    /** Compares all views. */
    public static void check(Views views, Farm farm) {
        TreeMap<Long, JobView> shown = new TreeMap<>();
        views.jobs(job -> true, 0, ALL)
                .items()
                .forEach(view -> shown.put(view.id().value(), plain(view)));
        TreeMap<Long, JobView> anew = new TreeMap<>();
        farm.jobs().forEach(job -> anew.put(job.id().value(), JobShow.line(job, null)));
        same("jobs", shown, anew);
        same(
                "workers",
                views.workers(w -> true, 0, ALL).items(),
                all(farm.workers().stream().map(Worker::view)));
        same("pools", views.pools(0, ALL).items(), all(farm.pools().stream().map(Pool::view)));
        same(
                "licenses",
                views.licenses(0, ALL).items(),
                all(farm.licenses().stream().map(License::view)));
        same("commands", views.commands(), farm.counts());
    }

    /** Without the reason for waiting, which is looked at anew at each tick only. */
    private static JobView plain(JobView view) {
        return new JobView(
                view.id(),
                view.name(),
                view.status(),
                view.counts(),
                view.owner(),
                view.user(),
                view.pool(),
                view.priority(),
                view.weight(),
                view.maxWorkers(),
                view.paused(),
                view.tags(),
                null,
                null,
                view.submittedAt(),
                view.startedAt(),
                view.endedAt(),
                view.tasks(),
                view.groups(),
                view.pauseReason(),
                null,
                view.after());
    }

    private static List<Object> all(Stream<?> stream) {
        return stream.<Object>map(view -> view).toList();
    }

    private static void same(String what, Object shown, Object anew) {
        Broken.unless(shown.equals(anew), "%s are shown as %s, and computed anew they are %s", what, shown, anew);
    }
}
