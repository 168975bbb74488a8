package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusedJobsTest {
    private final SQLException cause = new SQLException("not this one\nand all that is in it");

    private final RefusedJobs refused = new RefusedJobs();
    private final Database history = new SqliteFile(Path.of("history.db"));

    @Test
    void oneThatWasRefusedRestsForAnHour() throws SQLException {
        long now = -5;
        refused.add(7, cause, history, now);
        assertThat(refused.isResting(7, now + TimeUnit.MINUTES.toNanos(59))).isTrue();
        assertThat(refused.isResting(7, now + TimeUnit.MINUTES.toNanos(60))).isFalse();
        assertThat(refused.isResting(8, now)).isFalse();
        refused.forget(7);
        assertThat(refused.isResting(7, now)).isFalse();
    }

    @Test
    void veryManyAreATroubleOfTheDatabase() throws SQLException {
        for (long job = 0; job < RefusedJobs.MOST; job++) {
            refused.add(job, cause, history, 0);
        }
        refused.add(5, cause, history, 1);
        assertThatThrownBy(() -> refused.add(1_000, cause, history, 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("job 1000: not this one")
                .hasMessageNotContaining("all that is in it");
    }
}
