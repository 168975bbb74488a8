package org.puli.worker.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after logs as their rules say, on threads of its own: one cuts those that are being written, one makes plain
 * files of those that were cut and removes old ones, and one moves them to the shared folder, where there is one.
 */
public final class LogKeeping implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeping.class);
    private static final long CUT_MILLIS = 250;
    private static final long LOOK_SECONDS = 60;
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    private static final int MOST_TO_MOVE = 10_000;
    private static final int SWEEPS_PER_SPACE = 16;
    private static final long HANGS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LogFiles files;
    private final LocalStore local;
    private final Retention retention;
    private final @Nullable SharedPattern shared;
    private final InstantSource clock;
    private final BlockingQueue<Path> ended = new LinkedBlockingQueue<>();
    private final BlockingQueue<Path> toMove = new LinkedBlockingQueue<>(MOST_TO_MOVE);
    private final List<Thread> threads = new ArrayList<>();
    private volatile long movingSince;
    private volatile boolean hasDropped;
    private boolean hasWarned;

    private LogKeeping(LogFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.shared = files.rules().shared();
        this.local = new LocalStore(files, clock);
        this.retention = new Retention(files.rules(), local);
    }

    /** Begins to look after these logs. */
    public static LogKeeping start(LogFiles files) {
        return start(files, InstantSource.system());
    }

    static LogKeeping start(LogFiles files, InstantSource clock) {
        LogKeeping keeping = new LogKeeping(files, clock);
        files.onEnd(keeping.ended::add);
        if (files.rules().limitBytes() > 0) {
            keeping.begin("log-cut", keeping::cut);
        }
        keeping.begin("log-keeper", keeping::keep);
        if (keeping.shared != null) {
            SharedPattern pattern = keeping.shared;
            keeping.begin("log-mover", () -> keeping.move(pattern));
        }
        return keeping;
    }

    /** What a thread does until it is interrupted. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void begin(String name, Work work) {
        threads.add(LogThreads.start(name, () -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                LOG.debug("{} ends", name);
            }
        }));
    }

    private void cut() throws InterruptedException {
        while (true) {
            files.awaitOpen();
            files.cut();
            TimeUnit.MILLISECONDS.sleep(CUT_MILLIS);
        }
    }

    private void keep() throws InterruptedException {
        recover();
        sweep();
        Instant swept = clock.instant();
        long grown = 0;
        while (true) {
            Path log = ended.poll(LOOK_SECONDS, TimeUnit.SECONDS);
            grown += log == null ? 0 : settle(log);
            warnOfDeadMount();
            long space = files.rules().spaceBytes();
            boolean isDue = !clock.instant().isBefore(swept.plus(SWEEP_EVERY));
            if (isDue || (space > 0 && grown > space / SWEEPS_PER_SPACE)) {
                sweep();
                swept = clock.instant();
                grown = 0;
            }
        }
    }

    /** Goes on where an earlier life of the worker was cut short. */
    private void recover() {
        try {
            local.eachFile(file -> {
                AttemptRef cut = LogName.parse(file, CutRecord.ENDING);
                if (LogName.parse(file, LogCompaction.PART) != null) {
                    tryDelete(file);
                } else if (cut != null && files.isEnded(cut)) {
                    settle(file.resolveSibling(LogName.of(cut)));
                }
            });
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot look through the logs in {}", files.folder(), e);
        }
    }

    private static void tryDelete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}", file, e);
        }
    }

    /** Makes an ended log a plain file, and lets it go where it belongs; says how long it is. */
    private long settle(Path log) {
        try {
            if (!Files.exists(log)) {
                return 0;
            }
            Path plain = LogCompaction.write(log, files.rules().limitBytes());
            if (plain != null) {
                files.replace(log, plain);
            }
            return Files.size(log);
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot make a plain file of the log {}; it is read as it is", log, e);
            return 0;
        } finally {
            if (shared != null && !toMove.offer(log)) {
                hasDropped = true;
            }
        }
    }

    private void sweep() {
        try {
            retention.sweep(clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot remove old logs from {}", files.folder(), e);
        }
    }

    private void warnOfDeadMount() {
        long since = movingSince;
        boolean hangs = since != 0 && System.nanoTime() - since > HANGS_NANOS;
        if (hangs && !hasWarned && shared != null) {
            LOG.warn("The shared folder {} for logs does not answer; until it does logs stay here", shared.root());
        }
        hasWarned = hangs;
    }

    private void move(SharedPattern pattern) throws InterruptedException {
        SharedStore store = new SharedStore(files, pattern.root(), clock);
        LogMover mover = new LogMover(store, pattern.root());
        Retention there = new Retention(files.rules(), store);
        Instant swept = Instant.MIN;
        while (true) {
            boolean isDue = swept.isBefore(clock.instant().minus(SWEEP_EVERY));
            movingSince = System.nanoTime();
            if (hasDropped) {
                hasDropped = false;
                mover.lookForRest();
            }
            moved(mover, null, isDue ? there : null);
            movingSince = 0;
            swept = isDue ? clock.instant() : swept;
            Path log = toMove.poll(LOOK_SECONDS, TimeUnit.SECONDS);
            movingSince = System.nanoTime();
            while (log != null) {
                moved(mover, log, null);
                log = toMove.poll();
            }
        }
    }

    private void moved(LogMover mover, @Nullable Path log, @Nullable Retention there) {
        try {
            if (log == null) {
                mover.moveRest();
            } else {
                mover.moveNew(log);
            }
            if (there != null && shared != null && Files.isDirectory(shared.root())) {
                there.sweep(clock.instant());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot move logs to the shared folder", e);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
