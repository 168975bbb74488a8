package org.puli.dispatcher.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;
import org.puli.farm.request.SubmitJob;

/** When a batch is handed over, and when it waits for more. */
class CommitGapTest {
    private final RingFixture ring = new RingFixture();

    private int batches() {
        return ring.store.batches.size();
    }

    private void end(RingFixture.FixedMailbox worker, int number) {
        WorkerOrders orders = requireNonNull(worker.orders);
        OrdersNumber seen = orders.number();
        ring.report(
                "w" + number,
                number,
                seen,
                List.of(),
                List.of(RingFixture.done(orders.run().getFirst())));
    }

    /** While many others run, what they end soon joins; where a quarter of all wait, that is not worth it. */
    @ParameterizedTest
    @CsvSource({"1, 1", "4, 1", "5, 0", "10, 0"})
    void aBatchThatAQuarterOfAllWaitForDoesNotWaitForMore(int workers, int handedAtOnce) {
        List<RingFixture.FixedMailbox> mailboxes = IntStream.rangeClosed(1, workers)
                .mapToObj(number -> ring.connect("w" + number))
                .toList();
        ring.ask(new SubmitJob("ada", RingFixture.frames("1-100"), null));
        ring.settle();
        end(mailboxes.getFirst(), 1);
        ring.clocks.millis += 5;
        ring.loop.turn();
        ring.gate.turn();
        int before = batches();
        end(mailboxes.getFirst(), 1);
        ring.loop.turn();
        ring.gate.turn();
        assertThat(batches() - before).isEqualTo(handedAtOnce);
        ring.clocks.millis += 2;
        ring.loop.turn();
        ring.gate.turn();
        assertThat(batches() - before).isEqualTo(1);
    }
}
