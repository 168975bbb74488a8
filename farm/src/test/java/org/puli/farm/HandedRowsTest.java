package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.farm.row.JobRow;

class HandedRowsTest {
    private final FarmFixture farm = farm().workers(2);

    private List<JobRow> handed() {
        return farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).jobs();
    }

    @Test
    void theEndOfACommandOfManyWritesNothingOfItsJob() {
        Job job = farm.submit(job(frames("render", "1-9")));
        farm.plan();
        assertThat(handed()).containsExactly(job.row());
        farm.exit(1, 0, 10);
        assertThat(handed()).as("since when it has run").containsExactly(job.row());
        farm.exit(2, 0, 10);
        assertThat(handed()).isEmpty();
        farm.plan();
        assertThat(handed()).as("each start moves it on in fair play").containsExactly(job.row());
    }

    @Test
    void aJobOfWhichNothingRunsIsWrittenAsItStands() {
        Job job = farm.submit(job(frames("render", "1")));
        farm.plan();
        handed();
        farm.exit(1, 0, 10);
        assertThat(handed()).containsExactly(job.row());
    }
}
