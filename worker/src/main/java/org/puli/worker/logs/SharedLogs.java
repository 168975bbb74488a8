package org.puli.worker.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens logs in the shared folder, on threads that may wait for a dead mount for ever, so that whoever asks never does.
 * Safe on every thread.
 */
final class SharedLogs {
    private static final int OPENERS = 4;
    private static final long PATIENCE_SECONDS = 5;

    private final ThreadPoolExecutor openers = LogThreads.openers(OPENERS);

    LogView open(Path file) throws IOException {
        CompletableFuture<FileChannel> opened = new CompletableFuture<>();
        openers.execute(() -> open(file, opened));
        try {
            return new LogView(opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> Cut.NONE, () -> true);
        } catch (TimeoutException e) {
            opened.cancel(false);
            throw away(file, "does not answer");
        } catch (ExecutionException e) {
            boolean isMissing = e.getCause() instanceof NoSuchFileException;
            throw away(file, isMissing ? "is not there" : "cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a log was opened", e);
        }
    }

    /** What is opened when nobody waits for it any more is closed again. */
    private static void open(Path file, CompletableFuture<FileChannel> opened) {
        if (opened.isDone()) {
            return;
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            if (!opened.complete(channel)) {
                channel.close();
            }
        } catch (IOException | RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }

    private static LogUnreadable away(Path file, String what) {
        return new LogUnreadable(
                LogUnreadable.Why.AWAY, "the log was moved to the shared folder, and " + file + " " + what + " now");
    }
}
