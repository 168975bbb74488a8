package org.puli.worker.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/**
 * A log as the body of a request: each piece is on its way as soon as it is read. The client's own body of a stream
 * reads one piece ahead, so that a line would wait for the next one.
 */
final class LogBody implements Flow.Publisher<ByteBuffer> {
    private static final int CHUNK = 16 << 10;
    private static final int CHUNKS_AHEAD = 4;

    private final SubmissionPublisher<ByteBuffer> pieces =
            new SubmissionPublisher<>(LinkThreads.virtual("log-body"), CHUNKS_AHEAD);
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> client) {
        pieces.subscribe(client);
        begun.countDown();
    }

    /** Nobody takes the body any more; lets {@link #copy} go. */
    void abandon() {
        begun.countDown();
    }

    /** Copies a log until it ends or nobody takes it any more; blocks. What breaks off does not look ended. */
    void copy(InputStream log) throws IOException, InterruptedException {
        begun.await();
        try {
            byte[] chunk = new byte[CHUNK];
            for (int count = log.read(chunk); count >= 0 && pieces.hasSubscribers(); count = log.read(chunk)) {
                pieces.submit(ByteBuffer.wrap(chunk.clone(), 0, count));
            }
            pieces.close();
        } catch (IOException | RuntimeException e) {
            pieces.closeExceptionally(e);
            throw e;
        }
    }
}
