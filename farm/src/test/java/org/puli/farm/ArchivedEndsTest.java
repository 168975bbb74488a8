package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Dependency;
import org.puli.api.sync.EndedRun;

/** Who may wait for a job that is in the history: only whoever waits for what has come. */
class ArchivedEndsTest {
    private final FarmFixture farm = farm().workers(1, 4);
    private Job past;

    @BeforeEach
    void oneTaskWentWellAndOneDidNot() {
        past = farm.submit(job(frames("good", "1"), frames("bad", "1"), frames("left", "1", FarmFixture.after("bad"))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.end(2, EndedRun.Outcome.FAILED);
    }

    private @Nullable String problem(@Nullable String task, Dependency.Outcome outcome) {
        Dependency.End end = new Dependency.End(past.id(), task, outcome, null, null);
        return ArchivedEnds.problem(JobShow.whole(past, null), end);
    }

    @Test
    void whatHasComeMayBeWaitedFor() {
        assertThat(problem("good", Dependency.Outcome.DONE)).isNull();
        assertThat(problem("good", Dependency.Outcome.ANY)).isNull();
        assertThat(problem("bad", Dependency.Outcome.FAILED)).isNull();
        assertThat(problem("bad", Dependency.Outcome.ANY)).isNull();
    }

    @Test
    void whatHasEndedOtherwiseNeverComes() {
        assertThat(problem("bad", Dependency.Outcome.DONE))
                .isEqualTo("'bad' ended failed and is in the history, so that it will never end otherwise");
        assertThat(problem("good", Dependency.Outcome.FAILED)).contains("'good' ended done");
    }

    @Test
    void theWholeJobIsMeantWithoutATask() {
        assertThat(problem(null, Dependency.Outcome.DONE)).startsWith("that ended ");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(problem("nope", Dependency.Outcome.DONE))
                .isEqualTo("job 1, which is in the history, has no task or group 'nope'");
    }
}
