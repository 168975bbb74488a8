package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.Counts;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.dispatcher.live.LiveFeed;
import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.ViewBatch;

class ManyJobsTest {
    private static final JobFilter OF_ADA = new JobFilter(null, "ada", null, null, null, List.of());

    private final Views views = new Views(new LiveFeed());
    private final ConcurrentLinkedQueue<JobId> done = new ConcurrentLinkedQueue<>();

    private void show(int jobs) {
        List<JobView> all =
                LongStream.rangeClosed(1, jobs).mapToObj(ManyJobsTest::job).toList();
        views.publish(
                new ViewBatch(1, all, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Counts.NONE));
    }

    private static JobView job(long id) {
        return new JobView(
                new JobId(id),
                "fx",
                Status.READY,
                Counts.NONE,
                "ada",
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1,
                0,
                false,
                Map.of(),
                null,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void tenThousandJobsAreDoneAtOnce() {
        show(JobResults.MAXIMUM);
        assertThat(new ManyJobs(views).each(OF_ADA, done::add).items()).hasSize(10_000);
        assertThat(done).hasSize(10_000);
    }

    @Test
    void oneMoreIsRefusedAndNothingIsDone() {
        show(JobResults.MAXIMUM + 1);
        assertThatThrownBy(() -> new ManyJobs(views).each(OF_ADA, done::add))
                .isInstanceOf(Refusing.class)
                .hasMessageContaining("10001 jobs are meant; at most 10000");
        assertThat(done).isEmpty();
    }

    @Test
    void whatNobodyCanDoNowIsRefusedAsAWhole() {
        show(3);
        assertThatThrownBy(() -> new ManyJobs(views).each(OF_ADA, job -> {
                    throw Refusing.busy("the disk is full");
                }))
                .isInstanceOf(Refusing.class)
                .hasMessageContaining("the disk is full");
    }

    @Test
    void oneThatIsBusyDoesNotHideWhatWasDone() {
        show(3);
        JobResults results = new ManyJobs(views).each(OF_ADA, job -> {
            if (job.value() == 2) {
                throw Refusing.busy("too much waits");
            }
            done.add(job);
        });
        assertThat(new ArrayList<>(done)).extracting(JobId::value).containsExactlyInAnyOrder(1L, 3L);
        assertThat(results.items().get(1).problem().status()).isEqualTo(503);
    }
}
