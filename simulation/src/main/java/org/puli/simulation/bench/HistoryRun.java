package org.puli.simulation.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.dispatcher.store.care.TableSize;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;

/** Fills one database and measures it. */
final class HistoryRun {
    private static final int ENDS_OF_A_BATCH = 200;
    private static final long ROUNDS_OF_COMMITS = 4;

    /** What is older at the end of the two years goes: about a tenth of all. */
    private static final long KEPT = HistoryYears.SPAN * 9 / 10;

    private final HistoryStage stage;
    private final long attempts;
    private final int frames;
    private final int times;
    private long batch;

    HistoryRun(HistoryStage stage, long attempts, int frames, int times) {
        this.stage = stage;
        this.attempts = attempts;
        this.frames = frames;
        this.times = times;
    }

    HistoryFigures measure() throws InterruptedException {
        try (SqlFarmStore store = SqlFarmStore.open(stage.database())) {
            HistoryYears years = new HistoryYears(store.load().farm().farmId(), attempts, frames);
            double fillSeconds = fill(store, years);
            Map<String, TableSize> sizes = stage.sizes();
            Map<String, Quantiles> questions;
            try (HistoryQuestions asked = new HistoryQuestions(stage.database(), years)) {
                questions = asked.ask(times);
            }
            return new HistoryFigures(
                    stage.words(),
                    rows(sizes, "attempt"),
                    rows(sizes, "command"),
                    years.jobs(),
                    rows(sizes, "audit"),
                    rows(sizes, "usage_hour"),
                    fillSeconds,
                    sizes.values().stream().mapToLong(TableSize::bytes).sum(),
                    questions,
                    commits(store, years),
                    stage.disk().syncsPerSecond(),
                    ProcessHandle.current().pid());
        }
    }

    private static long rows(Map<String, TableSize> sizes, String table) {
        TableSize size = sizes.get(table);
        return size == null ? 0 : size.rows();
    }

    private static double fill(SqlFarmStore store, HistoryYears years) {
        long started = System.nanoTime();
        for (long job = 1; job <= years.jobs(); job++) {
            store.commit(years.past(job));
        }
        store.sweep(Retention.FOR_EVER, HistoryYears.FIRST);
        return Math.round((System.nanoTime() - started) / 1e8) / 10.0;
    }

    /** As the store's thread does it: one after the other, on one connection. */
    private Map<String, Quantiles> commits(SqlFarmStore store, HistoryYears years) {
        Map<String, Quantiles> found = new LinkedHashMap<>();
        batch = years.jobs();
        Latencies alone = new Latencies();
        for (int i = 0; i < ROUNDS_OF_COMMITS * times; i++) {
            commit(store, years, alone);
        }
        found.put("commit alone", alone.quantiles());
        // What can be undone is over at once, so that each kind of clearing is among the slices.
        Map<String, Retention> kinds = new LinkedHashMap<>();
        kinds.put("jobs", new Retention(KEPT, KEPT, KEPT, 0, 0, 0));
        kinds.put("attempts", new Retention(0, 0, 0, KEPT, 0, 0));
        kinds.put("audit and usage", new Retention(0, 0, 0, 0, KEPT, KEPT, 0));
        Latencies between = new Latencies();
        kinds.forEach(
                (what, retention) -> found.put("slice of clearing " + what, clear(store, years, retention, between)));
        found.put("commit between slices", between.quantiles());
        return found;
    }

    private Quantiles clear(SqlFarmStore store, HistoryYears years, Retention retention, Latencies between) {
        Latencies slices = new Latencies();
        for (int i = 0; i < ROUNDS_OF_COMMITS * times; i++) {
            long started = System.nanoTime();
            store.sweep(retention, HistoryYears.FIRST + HistoryYears.SPAN);
            slices.add(System.nanoTime() - started);
            commit(store, years, between);
        }
        return slices.quantiles();
    }

    private void commit(SqlFarmStore store, HistoryYears years, Latencies latencies) {
        var rows = years.present(++batch, ENDS_OF_A_BATCH);
        long started = System.nanoTime();
        store.commit(rows);
        latencies.add(System.nanoTime() - started);
    }
}
