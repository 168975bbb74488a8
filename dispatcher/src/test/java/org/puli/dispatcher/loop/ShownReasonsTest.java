package org.puli.dispatcher.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Job;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.SubmitJob;

/** Five jobs, two of which are looked at in one go. */
class ShownReasonsTest {
    private final RingFixture ring = new RingFixture();
    private final Map<JobId, WaitingReason> now = new HashMap<>();
    private final List<JobId> asked = new ArrayList<>();
    private final ShownReasons reasons = new ShownReasons(
            ring.farm,
            job -> {
                asked.add(job.id());
                return now.get(job.id());
            },
            2);

    @BeforeEach
    void submit() {
        for (int i = 0; i < 5; i++) {
            ring.ask(new SubmitJob("ada", RingFixture.frames("1-3"), null));
        }
        ring.settle();
    }

    private List<Long> shownAfterALook() {
        ring.farm.takeTouched();
        reasons.look();
        return ring.farm.takeTouched().shownJobs().stream()
                .map(Job::id)
                .map(JobId::value)
                .toList();
    }

    private void waits(long job, WaitingReason reason) {
        now.put(new JobId(job), reason);
    }

    @Test
    void allAreLookedAtInTheirOrderAndThenAgain() {
        for (int i = 0; i < 4; i++) {
            shownAfterALook();
        }
        assertThat(asked.stream().map(JobId::value)).containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L);
    }

    @Test
    void onlyAReasonThatIsAnotherOneIsShown() {
        waits(1, WaitingReason.NO_WORKERS);
        waits(5, WaitingReason.LICENSE);
        assertThat(List.of(shownAfterALook(), shownAfterALook(), shownAfterALook()))
                .containsExactly(List.of(1L), List.of(), List.of(5L));
        waits(1, WaitingReason.WORKERS_BUSY);
        assertThat(List.of(shownAfterALook(), shownAfterALook(), shownAfterALook()))
                .containsExactly(List.of(1L), List.of(), List.of());
        now.clear();
        assertThat(List.of(shownAfterALook(), shownAfterALook(), shownAfterALook()))
                .containsExactly(List.of(1L), List.of(), List.of(5L));
    }

    @Test
    void aJobThatIsGoneSinceItsRoundBeganIsNotShown() {
        waits(3, WaitingReason.LICENSE);
        shownAfterALook();
        ring.ask(new CancelJob(new JobId(3)));
        ring.ask(new DeleteJob(new JobId(3)));
        ring.settle();
        assertThat(ring.farm.findJob(new JobId(3))).isNull();
        assertThat(shownAfterALook()).isEmpty();
        assertThat(asked.stream().map(JobId::value)).containsExactly(1L, 2L, 4L);
    }
}
