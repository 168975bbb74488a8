package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import org.junit.jupiter.api.Test;
import org.puli.api.json.JobPatch;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.Target;

/** Rules that stop a job become others while it is there. */
class StopRuleEditTest {
    private final FarmFixture farm = FarmFixture.farm().workers(1);
    private final Job job = farm.submit(job(frames("a", "1-40")));

    private void patch(String patch) {
        farm.ask(new EditJob(
                new Target.WholeJob(job.id()),
                job.spec(),
                JobPatch.job(job.spec(), patch).spec(),
                "",
                ""));
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    private void end(int count, int code) {
        for (int i = 0; i < count; i++) {
            farm.exit(farm.plan().getFirst().command().value(), code, 50);
        }
    }

    @Test
    void aRuleThatComesLaterCountsWhatFailedBefore() {
        end(2, 1);
        patch("{\"stopAfterFailures\": 3}");
        assertThat(job.isPaused()).isFalse();
        end(1, 1);
        assertThat(job.pauseReason()).isEqualTo("stopped after 3 failed commands");
    }

    @Test
    void aRateThatComesLaterCountsWhatIsDoneToo() {
        end(4, 1);
        end(8, 0);
        patch("{\"stopAtFailureRate\": 0.5}");
        end(3, 1);
        assertThat(job.isPaused()).isFalse();
        end(1, 1);
        assertThat(job.pauseReason()).isEqualTo("stopped because 8 of 16 commands failed");
    }

    @Test
    void aRuleIsLoosenedAndTakenAway() {
        patch("{\"stopAfterFailures\": 2}");
        end(1, 1);
        patch("{\"stopAfterFailures\": 4}");
        end(2, 1);
        assertThat(job.isPaused()).isFalse();
        patch("{\"stopAfterFailures\": null}");
        end(3, 1);
        assertThat(job.isPaused()).isFalse();
    }
}
