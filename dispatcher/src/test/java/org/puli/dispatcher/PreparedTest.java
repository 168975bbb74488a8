package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PreparedTest {
    private final Object part = new Object();
    private final List<Object> closed = new ArrayList<>();

    @Test
    void itIsWaitedForAndThenTheTakersToClose() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Prepared<Object> prepared = new Prepared<>(
                () -> {
                    gate.countDown();
                    return part;
                },
                closed::add);
        gate.await();
        assertThat(prepared.take()).isSameAs(part);
        prepared.close();
        assertThat(closed).isEmpty();
    }

    @Test
    void whatNobodyTookIsClosed() {
        new Prepared<>(() -> part, closed::add).close();
        assertThat(closed).containsExactly(part);
    }

    @Test
    void theTakerHearsWhyItCouldNotBeBuilt() {
        Prepared<Object> prepared = new Prepared<>(
                () -> {
                    throw new IllegalStateException("no certificate");
                },
                closed::add);
        assertThatThrownBy(prepared::take)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no certificate");
        assertThatCode(prepared::close).doesNotThrowAnyException();
    }

    @Test
    void whatCouldNotBeBuiltNeedsNoClosing() {
        Prepared<Object> prepared = new Prepared<>(
                () -> {
                    throw new IllegalStateException("no certificate");
                },
                closed::add);
        assertThatCode(prepared::close).doesNotThrowAnyException();
    }
}
