package org.puli.cli.path;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.view.PathHealth;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Pages;
import org.puli.cli.shared.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has workers test the storage, and shows how they see it. */
@Command(
        name = "doctor",
        description = "Has workers test the places that path rules name, and shows how each worker sees each of them:"
                + " state, time of a look into it, room, speed. Exit code 1 when something is not well.")
final class PathDoctor implements Callable<Integer> {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 300;
    private static final int MOST_COLUMNS = 6;

    private static final Columns<PathHealth> ALL = new Columns<PathHealth>()
            .wide("WORKER", "worker", PathHealth::worker)
            .wide("PATH", "path", PathHealth::path)
            .wide("ROOT", "root", PathHealth::root)
            .text("STATE", "state", PathDoctor::state)
            .shown("LOOK", PathDoctor::look)
            .raw("lookMicros", PathHealth::lookMicros)
            .shown("FREE", health -> size(health.freeBytes(), ""))
            .raw("freeBytes", PathHealth::freeBytes)
            .raw("totalBytes", PathHealth::totalBytes)
            .shown("READ", health -> size(health.readBytesPerSecond(), "/s"))
            .raw("readBytesPerSecond", PathHealth::readBytesPerSecond)
            .shown("WRITE", health -> size(health.writeBytesPerSecond(), "/s"))
            .raw("writeBytesPerSecond", PathHealth::writeBytesPerSecond)
            .time("TESTED", "testedAt", PathHealth::testedAt)
            .wide("BECAUSE", "detail", PathHealth::detail);

    @Option(names = "--pool", paramLabel = "POOL", description = "Workers of this pool only.")
    private @Nullable PoolName pool;

    @Option(names = "--last", description = "Test nothing; show what was found last.")
    private boolean last;

    @Option(names = "--long", description = "A line for each worker and place, with what was measured.")
    private boolean isLong;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() throws InterruptedException {
        try (FarmClient client = farm.open()) {
            List<PathHealth> all = last ? health(client) : tested(client);
            output.list(all, ALL, out -> people(all, out));
            boolean isWell = all.stream().allMatch(health -> health.state() == State.OK);
            return isWell ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private List<PathHealth> health(FarmClient client) {
        return Pages.first(
                        Long.MAX_VALUE,
                        (long offset, int limit) -> client.paths().health(pool, offset, limit))
                .items();
    }

    private List<PathHealth> tested(FarmClient client) throws InterruptedException {
        TreeSet<WorkerName> told = new TreeSet<>(client.paths().test(pool).workers());
        long begun = System.nanoTime();
        List<PathHealth> all = health(client);
        while (all.stream().anyMatch(health -> health.pending() && told.contains(health.worker()))
                && System.nanoTime() - begun < PATIENCE_NANOS) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            all = health(client);
        }
        return all;
    }

    private void people(List<PathHealth> all, PrintWriter out) {
        if (all.isEmpty()) {
            out.println("No worker has a place to test; 'puli path set' makes path rules.");
            return;
        }
        TreeSet<String> paths = new TreeSet<>();
        all.forEach(health -> paths.add(health.path()));
        if (isLong || paths.size() > MOST_COLUMNS) {
            OutputOption.table(all, ALL, out);
            return;
        }
        Columns<Map<String, PathHealth>> grid = new Columns<Map<String, PathHealth>>()
                .wide("WORKER", "", row -> row.values().iterator().next().worker());
        paths.forEach(path -> grid.text(path.toUpperCase(Locale.ROOT), "", row -> cell(row.get(path))));
        OutputOption.table(rows(all), grid, out);
        all.stream()
                .filter(health -> health.state() != State.OK && health.detail() != null)
                .forEach(health -> out.println(
                        health.worker() + ", " + health.path() + " (" + health.root() + "): " + health.detail()));
    }

    private static List<Map<String, PathHealth>> rows(List<PathHealth> all) {
        Map<WorkerName, Map<String, PathHealth>> rows = new TreeMap<>();
        all.forEach(health ->
                rows.computeIfAbsent(health.worker(), name -> new TreeMap<>()).put(health.path(), health));
        return new ArrayList<>(rows.values());
    }

    private static String cell(@Nullable PathHealth health) {
        if (health == null) {
            return "-";
        }
        return health.state() == State.OK
                ? "ok " + look(health) + ", " + size(health.freeBytes(), "") + " free"
                : state(health);
    }

    private static String state(PathHealth health) {
        if (health.state() == null) {
            return health.pending() ? "no answer yet" : "not tested";
        }
        return health.state() == State.OK ? "ok" : health.state().name();
    }

    private static String look(PathHealth health) {
        return health.lookMicros() == 0 ? "" : Sizes.number(health.lookMicros() / 1_000.0) + " ms";
    }

    private static String size(long bytes, String unit) {
        return bytes == 0 ? "" : Sizes.text(bytes) + unit;
    }
}
