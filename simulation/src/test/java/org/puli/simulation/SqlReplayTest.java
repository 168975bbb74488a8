package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.time.Trace;

/** What a simulated farm stores, a real database stores too, over and over through closing and opening. */
class SqlReplayTest {
    private static final long SEED = 3;
    private static final int BATCHES_PER_LIFE = 100;

    @BeforeAll
    static void silenceTheLog() {
        SilentLog.begin();
    }

    /** Writes every batch to a database and to memory, and compares whenever the database is opened anew. */
    private static final class TwinStore implements FarmStore {
        private final Path file;
        private final MemoryFarmStore memory = new MemoryFarmStore();
        private FarmStore sql;
        private int batchCount;

        TwinStore(Path file) {
            this.file = file;
            this.sql = SqlFarmStore.open(file);
        }

        @Override
        public FarmRows load() {
            return memory.load();
        }

        @Override
        public void commit(RowBatch batch) {
            memory.commit(batch);
            sql.commit(batch);
            if (++batchCount % BATCHES_PER_LIFE == 0) {
                compare();
            }
        }

        void compare() {
            sql.close();
            sql = SqlFarmStore.open(file);
            FarmRows rows = sql.load();
            FarmRows expected = memory.load();
            assertThat(rows.farm().batch()).isEqualTo(expected.farm().batch());
            assertThat(rows.specs()).isEqualTo(expected.specs());
            assertThat(rows.jobs()).isEqualTo(expected.jobs());
            assertThat(rows.tasks()).isEqualTo(expected.tasks());
            assertThat(rows.commands()).isEqualTo(expected.commands());
            assertThat(rows.workers()).isEqualTo(expected.workers());
            assertThat(rows.pools()).isEqualTo(expected.pools());
            assertThat(rows.licenses()).isEqualTo(expected.licenses());
        }

        @Override
        public void close() {
            sql.close();
        }
    }

    @Test
    void aSeedsBatchesGiveTheSameRowsInTheDatabase(@TempDir Path folder) {
        try (TwinStore twins = new TwinStore(folder.resolve("farm.db"))) {
            SeedResult result = FarmSimulation.run(SEED, Plant.NONE, Trace.silent(), twins);
            assertThat(result.failure()).isNull();
            assertThat(twins.batchCount).isGreaterThan(BATCHES_PER_LIFE);
            twins.compare();
        }
    }
}
