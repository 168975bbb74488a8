package org.puli.cli.worker;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.sync.MachineSample;
import org.puli.api.view.WorkerView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.Sizes;

/** What lists of workers show. */
final class WorkerColumns {
    static final Columns<WorkerView> WORKERS = new Columns<WorkerView>()
            .wide("NAME", "name", WorkerView::name)
            .status(WorkerView::status)
            .number("RUNS", "running", worker -> worker.running().size())
            .shown("FREE CORES", WorkerColumns::freeCores)
            .shown("FREE MEMORY", WorkerColumns::freeMemory)
            .raw("cores", worker -> Sizes.number(worker.cores()))
            .raw("coresFree", worker -> Sizes.number(worker.coresFree()))
            .raw("memoryBytes", WorkerView::memoryBytes)
            .raw("memoryFreeBytes", WorkerView::memoryFreeBytes)
            .wide("POOLS", "pools", WorkerColumns::pools)
            .time("SEEN", "lastSeenAt", WorkerView::lastSeenAt)
            .raw("presence", WorkerView::presence)
            .raw("duty", WorkerView::duty)
            .wide("TAGS", "tags", WorkerColumns::tags)
            .raw("platform", WorkerView::platform)
            .raw("version", WorkerView::version)
            .wide("BECAUSE", "", WorkerColumns::because)
            .raw("pauseReason", WorkerView::pauseReason)
            .raw(
                    "availability",
                    worker -> worker.availability() == null
                            ? null
                            : worker.availability().cause())
            .raw(
                    "availabilityReason",
                    worker -> worker.availability() == null
                            ? null
                            : worker.availability().reason())
            .raw("cpu", worker -> sample(worker, MachineSample::cpu))
            .raw("memoryUsedBytes", worker -> sample(worker, MachineSample::memoryBytes))
            .raw(
                    "clockAheadMillis",
                    worker -> worker.health() == null || worker.health().clock() == null
                            ? null
                            : worker.health().clock().aheadMillis());

    private WorkerColumns() {}

    private static @Nullable Object sample(WorkerView worker, Function<MachineSample, Object> of) {
        MachineSample sample = worker.health() == null ? null : worker.health().sample();
        return sample == null ? null : of.apply(sample);
    }

    /** What people said, and what the worker says itself; of its check both say the same. */
    static String because(WorkerView worker) {
        Stream<@Nullable String> reasons = Stream.of(
                worker.pauseReason(),
                worker.availability() == null ? null : worker.availability().reason());
        return reasons.filter(Objects::nonNull).distinct().collect(Collectors.joining("; "));
    }

    static String freeCores(WorkerView worker) {
        return Sizes.number(worker.coresFree()) + "/" + Sizes.number(worker.cores());
    }

    static String freeMemory(WorkerView worker) {
        return Sizes.text(worker.memoryFreeBytes()) + "/" + Sizes.text(worker.memoryBytes());
    }

    /** Those that its machine says and those that a person gave it. */
    static String tags(WorkerView worker) {
        TreeSet<String> all = new TreeSet<>(worker.tags());
        all.addAll(worker.equipment().tags());
        return String.join(", ", all);
    }

    /** The pools that it serves before others; empty when it makes no difference. */
    static String poolOrder(WorkerView worker) {
        List<PoolName> order = worker.poolOrder();
        return order == null ? "" : order.stream().map(Object::toString).collect(Collectors.joining(", then "));
    }

    static String pools(WorkerView worker) {
        return worker.pools().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
