package org.puli.dispatcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

class SubscriberTest {
    private final Subscriber subscriber = new Subscriber(Set.of(new JobId(1)));

    private static JobView view(Status status) {
        return new JobView(
                new JobId(1),
                "j",
                status,
                Counts.NONE,
                "a",
                "a",
                new PoolName("p"),
                50,
                1,
                0,
                false,
                Map.of(),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aSlowWatcherGetsOnlyTheNewestView() throws Exception {
        subscriber.offer(view(Status.READY));
        subscriber.offer(view(Status.RUNNING));
        subscriber.offer(view(Status.DONE));
        assertThat(subscriber.await(0).views()).containsExactly(view(Status.DONE));
        assertThat(subscriber.await(0).isEmpty()).isTrue();
    }

    @Test
    void theViewFromBeforeTheWatchNeverTakesThePlaceOfANewerOne() throws Exception {
        subscriber.offer(view(Status.DONE));
        subscriber.offerFirst(view(Status.RUNNING));
        assertThat(subscriber.await(0).views()).containsExactly(view(Status.DONE));
        subscriber.offerFirst(view(Status.RUNNING));
        assertThat(subscriber.await(0).views()).containsExactly(view(Status.RUNNING));
    }

    @Test
    void aDeletedJobLeavesNoViewBehind() throws Exception {
        subscriber.offer(view(Status.DONE));
        subscriber.deleted(new JobId(1));
        assertThat(subscriber.await(0)).isEqualTo(new Subscriber.News(List.of(), List.of(new JobId(1))));
    }
}
