package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.Resources;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.PauseJob;

class OutlookTest {
    private final FarmFixture farm = FarmFixture.farm().workers(1, 4);

    private @Nullable Long expected(Job job) {
        return farm.ask(new ExplainJob(job.id())).expectedAt();
    }

    /** Four commands at once, the first of which has shown how long such a command takes. */
    private Job busy() {
        Job job = farm.submit(job(frames("t", "1-5")));
        farm.plan();
        farm.exit(1, 0, 60_000);
        farm.millis += 10_000;
        farm.plan();
        return job;
    }

    @Test
    void whoIsFirstInLineWaitsForWhoEndsFirst() {
        busy();
        Job next = farm.submit(job(frames("n", "1")));
        farm.plan();
        // Three of them began ten seconds before the last one.
        assertThat(expected(next)).isEqualTo(farm.millis + 50_000);
        Job later = farm.submit(job(frames("l", "1")));
        farm.plan();
        assertThat(expected(later)).isNull();
        farm.millis += 100_000;
        assertThat(expected(next)).isEqualTo(farm.millis);
    }

    @Test
    void largeWorkWaitsUntilEnoughHasEnded() {
        busy();
        Job two = farm.submit(job(task("n", "1", cores(3))));
        farm.plan();
        assertThat(expected(two)).isEqualTo(farm.millis + 50_000);
        farm.ask(new PauseJob(two.id()));
        Job whole = farm.submit(
                job(task("n", "1", TaskSettings.NONE.withResources(new Resources(null, null, null, null, true)))));
        farm.plan();
        assertThat(expected(whole)).isEqualTo(farm.millis + 60_000);
        assertThat(expected(two)).isNull();
    }

    @Test
    void whatIsBeingStoppedIsExpectedToBeGoneNow() {
        Job stopped = farm.submit(job(frames("t", "1-4")));
        farm.plan();
        Job next = farm.submit(job(frames("n", "1")));
        farm.plan();
        assertThat(expected(next)).isNull();
        farm.ask(new CancelJob(stopped.id()));
        farm.plan();
        assertThat(expected(next)).isEqualTo(farm.millis);
    }

    @Test
    void ofWhatNeverEndedNothingIsGuessed() {
        farm.submit(job(frames("t", "1-4")));
        farm.plan();
        Job next = farm.submit(job(frames("n", "1")));
        farm.plan();
        assertThat(expected(next)).isNull();
        farm.exit(1, 1, 60_000);
        farm.plan();
        assertThat(expected(next)).isNull();
    }

    @Test
    void timesAreKnown() {
        Dependency at = new Dependency.Time(Instant.ofEpochMilli(farm.millis + 5_000), null);
        Dependency later = new Dependency.Time(null, Duration.ofSeconds(9));
        Job timed = farm.submit(job(frames("a", "1", at, later), frames("b", "1", FarmFixture.after("a"))));
        assertThat(expected(timed)).isEqualTo(farm.millis + 9_000);
        Dependency other = new Dependency.End(new JobId(1), null, Dependency.Outcome.DONE, null, null);
        assertThat(expected(farm.submit(job(frames("a", "1", at)).withAfter(List.of(other)))))
                .isNull();
    }

    @Test
    void aPauseBeforeTheNextTryIsKnownForItsCommand() {
        FailurePolicy minute =
                new FailurePolicy(Duration.ofMinutes(1), null, null, null, null, null, null, null, null, null, null);
        Job job = farm.submit(job(task("t", "1-2", attempts(2).withFailurePolicy(minute))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.FAILED);
        Moment now = new Moment(farm.millis, farm.millis);
        Outlook outlook = farm.why.outlook();
        assertThat(outlook.ofCommand(job.tasks().getFirst(), 0, now)).isEqualTo(farm.millis + 60_000);
        assertThat(outlook.ofCommand(job.tasks().getFirst(), 1, now)).isNull();
    }
}
