package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;

class OpenNewsTest {
    private final OpenNews news = new OpenNews();

    private static WorkerOrders answering(long report) {
        return new WorkerOrders(
                "f",
                new OrdersNumber(1, 1),
                List.of(),
                List.of(),
                5_000,
                30_000,
                List.of(),
                null,
                report,
                0,
                false,
                false);
    }

    @Test
    void whatWasToldIsToldAgainUntilAReportThatHadItIsAnswered() {
        assertThat(news.isOpen()).isFalse();
        news.told(7);
        assertThat(news.isOpen()).isTrue();
        news.heard(answering(6));
        assertThat(news.isOpen()).as("that report did not have it").isTrue();
        news.heard(answering(8));
        assertThat(news.isOpen()).isFalse();
    }

    @Test
    void aDispatcherThatDoesNotSayWhatItAnswersIsBelieved() {
        news.told(7);
        news.heard(answering(0));
        assertThat(news.isOpen()).isFalse();
    }
}
