package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.SeatsPer;
import org.puli.api.view.LicenseView;
import org.puli.api.view.Presence;
import org.puli.api.view.WorkerView;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.SetLicense;

/** What people may change of workers and licenses. Every verb may be repeated. */
final class OperatorDecisions {
    Decision<WorkerView> edit(Farm farm, EditWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        TreeSet<String> tags = new TreeSet<>(worker.tags());
        tags.addAll(request.addTags());
        request.removeTags().forEach(tags::remove);
        if (tags.size() > EditWorker.MOST_TAGS) {
            return Decision.refuse(
                    Kind.UNPROCESSABLE,
                    "too-many",
                    "worker " + worker.name() + " would have " + tags.size() + " tags; at most " + EditWorker.MOST_TAGS
                            + " are allowed");
        }
        List<PoolName> order = request.poolOrder() == null ? worker.poolOrder() : request.poolOrder();
        for (PoolName pool : order) {
            if (farm.findPool(pool) == null && !worker.poolOrder().contains(pool)) {
                return Decision.refuse(Kind.UNPROCESSABLE, "unknown-pool", Unknown.pool(farm, pool));
            }
        }
        int cores = request.cores() == null ? worker.coresSet() : request.cores();
        long memory = request.memoryBytes() == null ? worker.memorySet() : request.memoryBytes();
        List<Change> changes = new ArrayList<>();
        if (cores != worker.coresSet() || memory != worker.memorySet()) {
            changes.add(new Change.CapacitySet(worker.name(), cores, memory));
        }
        if (!List.copyOf(tags).equals(worker.tags())) {
            changes.add(new Change.WorkerTagged(worker.name(), List.copyOf(tags)));
        }
        if (!order.equals(worker.poolOrder())) {
            changes.add(new Change.PoolsOrdered(worker.name(), order));
        }
        Note note = Note.of(
                worker.name(),
                "edit",
                words(worker.coresSet(), worker.memorySet(), worker.tags(), worker.poolOrder()),
                words(cores, memory, List.copyOf(tags), order));
        return Decision.<WorkerView>of(changes, f -> worker.view()).noted(note);
    }

    private static String words(int cores, long memoryBytes, List<String> tags, List<PoolName> order) {
        return "cores " + (cores == 0 ? "as found" : cores) + ", memory "
                + (memoryBytes == 0 ? "as found" : memoryBytes + " bytes") + ", tags " + tags
                + (order.isEmpty() ? "" : ", pools in the order " + order);
    }

    Decision<@Nullable Void> delete(Farm farm, DeleteWorker request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        if (worker.presence() == Presence.ONLINE || !worker.leases().isEmpty()) {
            return Decision.refuse(
                    Kind.CONFLICT,
                    "conflict",
                    "worker " + worker.name() + " is there, or holds commands; stop its daemon and delete it when it"
                            + " is shown as LOST");
        }
        return Decision.<@Nullable Void>of(new Change.WorkerDeleted(worker.name()), f -> null)
                .noted(Note.of(worker.name(), "delete", worker.duty().name(), ""));
    }

    /** A report counts from now on, each time; news for the audit is only another number. */
    Decision<LicenseView> report(Farm farm, ReportLicense request, Moment now) {
        License license = farm.findLicense(request.license());
        if (license == null) {
            return Decision.refuse(Kind.UNKNOWN, "unknown-license", Unknown.license(farm, request.license()));
        }
        long millis = request.millis();
        Delay until = new Delay(now.wall() + millis, now.mono() + millis);
        Change change = new Change.LicenseReported(license.name(), request.outside(), millis, until);
        String after = request.outside() + " outside for " + new Grace(Duration.ofMillis(millis));
        return Decision.<LicenseView>of(change, f -> license.view())
                .noted(
                        request.outside() == license.outside()
                                ? Note.NONE
                                : note(license.name(), "outside", license.outside() + " outside", after));
    }

    Decision<LicenseView> set(Farm farm, SetLicense request) {
        LicenseName name = request.license().name();
        for (License license : farm.licenses()) {
            boolean differs = !license.name().equals(name);
            if (differs && license.name().value().equalsIgnoreCase(name.value())) {
                return Decision.refuse(
                        Kind.CONFLICT,
                        "conflict",
                        "there is a license '" + license.name() + "' whose name differs from '" + name
                                + "' in upper and lower case only; use that name");
            }
        }
        License known = farm.findLicense(name);
        int seats = request.license().count();
        SeatsPer wasPer = known == null ? SeatsPer.COMMAND : known.per();
        SeatsPer per =
                request.license().per() == null ? wasPer : request.license().per();
        List<Change> changes = new ArrayList<>();
        if (known == null || known.count() != seats) {
            changes.add(new Change.LicenseChanged(name, seats));
        }
        if (per != wasPer) {
            changes.add(new Change.LicenseCounted(name, per));
        }
        String before = known == null ? "" : words(known.count(), wasPer);
        return Decision.<LicenseView>of(
                        changes, f -> requireNonNull(f.findLicense(name)).view())
                .noted(note(name, "set", before, words(seats, per)));
    }

    private static Note note(LicenseName name, String verb, String before, String after) {
        return new Note(verb, "license " + name, null, null, before, after);
    }

    private static String words(int seats, SeatsPer per) {
        return seats
                + (seats == 1 ? " seat" : " seats")
                + (per == SeatsPer.COMMAND ? "" : ", counted by " + per.word());
    }
}
