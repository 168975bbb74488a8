package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PreparedTest {
    /** Something that knows whether it was closed. */
    private static final class Part implements AutoCloseable {
        private volatile boolean isClosed;

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private final Part part = new Part();

    @Test
    void itIsWaitedForAndThenTheTakersToClose() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Prepared<Part> prepared = new Prepared<>(() -> {
            gate.countDown();
            return part;
        });
        gate.await();
        assertThat(prepared.take()).isSameAs(part);
        prepared.close();
        assertThat(part.isClosed).isFalse();
    }

    @Test
    void whatNobodyTookIsClosed() throws Exception {
        new Prepared<>(() -> part).close();
        assertThat(part.isClosed).isTrue();
    }

    @Test
    void theTakerHearsWhyItCouldNotBeBuilt() {
        Prepared<Part> prepared = new Prepared<>(() -> {
            throw new IllegalStateException("no certificate");
        });
        assertThatThrownBy(prepared::take)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no certificate");
        assertThatCode(prepared::close).doesNotThrowAnyException();
    }

    @Test
    void whatCouldNotBeBuiltNeedsNoClosing() {
        Prepared<Part> prepared = new Prepared<>(() -> {
            throw new IllegalStateException("no certificate");
        });
        assertThatCode(prepared::close).doesNotThrowAnyException();
    }
}
