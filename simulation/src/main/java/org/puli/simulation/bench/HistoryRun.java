package org.puli.simulation.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;

/** Fills one database and measures it. */
final class HistoryRun {
    private static final int ENDS_OF_A_BATCH = 200;
    private static final int ROUNDS_OF_COMMITS = 4;

    /** What is older at the end of the two years goes: about a tenth of the jobs, as many attempts, a tenth of the lines. */
    private static final long KEPT = HistoryYears.SPAN * 9 / 10;

    private final HistoryStage stage;
    private final long attempts;
    private final int frames;
    private final int times;

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
            stage.settle();
            long bytes = stage.bytes();
            long stored = stage.rows("attempt");
            long commands = stage.rows("command");
            long lines = stage.rows("audit");
            long usageRows = stage.rows("usage_hour");
            Map<String, Quantiles> questions;
            try (HistoryQuestions asked = new HistoryQuestions(stage.database(), years)) {
                questions = asked.ask(times);
            }
            return new HistoryFigures(
                    stage.words(),
                    stored,
                    commands,
                    years.jobs(),
                    lines,
                    usageRows,
                    fillSeconds,
                    bytes,
                    questions,
                    commits(store, years),
                    stage.disk().syncsPerSecond(),
                    ProcessHandle.current().pid());
        }
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
        long batch = years.jobs();
        Latencies alone = new Latencies();
        for (int i = 0; i < ROUNDS_OF_COMMITS * times; i++) {
            batch++;
            commit(store, years, batch, alone);
        }
        found.put("commit alone", alone.quantiles());
        long now = HistoryYears.FIRST + HistoryYears.SPAN;
        Latencies between = new Latencies();
        // The history's undo is over at once, so that each kind of clearing is among the slices.
        clear(store, years, new Retention(KEPT, KEPT, KEPT, 0, 0, 0), batch, now, "jobs", between, found);
        batch += ROUNDS_OF_COMMITS * times;
        clear(store, years, new Retention(0, 0, 0, KEPT, 0, 0), batch, now, "attempts", between, found);
        batch += ROUNDS_OF_COMMITS * times;
        clear(store, years, new Retention(0, 0, 0, 0, KEPT, KEPT, 0), batch, now, "audit and usage", between, found);
        found.put("commit between slices", between.quantiles());
        return found;
    }

    private void clear(
            SqlFarmStore store,
            HistoryYears years,
            Retention retention,
            long batch,
            long now,
            String what,
            Latencies between,
            Map<String, Quantiles> found) {
        Latencies slices = new Latencies();
        for (int i = 1; i <= ROUNDS_OF_COMMITS * times; i++) {
            long started = System.nanoTime();
            store.sweep(retention, now);
            slices.add(System.nanoTime() - started);
            commit(store, years, batch + i, between);
        }
        found.put("slice of clearing " + what, slices.quantiles());
    }

    private static void commit(SqlFarmStore store, HistoryYears years, long number, Latencies latencies) {
        var rows = years.present(number, ENDS_OF_A_BATCH);
        long started = System.nanoTime();
        store.commit(rows);
        latencies.add(System.nanoTime() - started);
    }
}
