package org.puli.worker.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log of each attempt is: {@code job-J/command-C.attempt-N.log} below one folder, and for as long as the
 * rules say; later perhaps in a shared folder, with a note left behind. Safe on every thread.
 */
public final class LogFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);

    private final Path folder;
    private final LogRules rules;
    private final RemovedLogs removed;
    private final SharedLogs shared = new SharedLogs();
    private final Map<AttemptRef, Running> open = new ConcurrentHashMap<>();
    private volatile Consumer<Path> onEnd = file -> {};

    /** A log that is being written; its target is null when it will stay here. */
    private record Running(
            Path file, LogCutter cutter, @Nullable Path target) {}

    /** The logs below a folder, which may be missing, of any length and for ever. */
    public LogFiles(Path folder) {
        this(folder, LogRules.NONE);
    }

    /** The logs below a folder, which may be missing. */
    public LogFiles(Path folder, LogRules rules) {
        this.folder = folder;
        this.rules = rules;
        this.removed = new RemovedLogs(folder.resolve("removed"));
    }

    /** Names the log of an attempt that is about to start. */
    public Path begin(RunDetails details, AttemptRef attempt) {
        SharedPattern pattern = rules.shared();
        return begin(details.job(), attempt, pattern == null ? null : pattern.fill(details, attempt));
    }

    Path begin(JobId job, AttemptRef attempt, @Nullable Path target) {
        Path file = folder.resolve(LogName.of(job)).resolve(LogName.of(attempt));
        Running running = new Running(file, new LogCutter(file, rules.limitBytes()), target);
        synchronized (open) {
            open.put(attempt, running);
            open.notifyAll();
        }
        return file;
    }

    /** The log of an attempt is there and will be written to: notes where it goes when it has ended. */
    public void started(AttemptRef attempt) {
        Running running = open.get(attempt);
        if (running != null && running.target != null) {
            try {
                SharedRecord.write(running.file, new SharedRecord(running.target, SharedRecord.NOT_MOVED));
            } catch (IOException e) {
                LOG.warn("cannot note that the log {} belongs into the shared folder; it stays here", running.file, e);
            }
        }
    }

    /** Nothing more will be written; the log has its last length when this returns. */
    public void end(AttemptRef attempt) {
        Running running = open.get(attempt);
        if (running != null) {
            cut(running);
            open.remove(attempt);
            onEnd.accept(running.file);
        }
    }

    /** Whom to tell of the file of each log that has ended. */
    void onEnd(Consumer<Path> told) {
        onEnd = told;
    }

    /**
     * Up to which place a running attempt's log has been cut: whoever reads its file by itself goes on there. 0 when
     * nothing is cut out.
     */
    public long cutEnd(AttemptRef attempt) {
        Running running = open.get(attempt);
        return running == null ? 0 : running.cutter.now().end();
    }

    /** Waits until a log is being written. */
    void awaitOpen() throws InterruptedException {
        synchronized (open) {
            while (open.isEmpty()) {
                open.wait();
            }
        }
    }

    /** Cuts the logs that have grown too long; for one thread. */
    void cut() {
        open.values().forEach(LogFiles::cut);
    }

    private static void cut(Running running) {
        try {
            running.cutter.look();
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot cut the log {}", running.file, e);
        }
    }

    /** Whether a log will not grow any more; also yes for an attempt that this worker never had. */
    public boolean isEnded(AttemptRef attempt) {
        return !open.containsKey(attempt);
    }

    Path folder() {
        return folder;
    }

    LogRules rules() {
        return rules;
    }

    RemovedLogs removed() {
        return removed;
    }

    /**
     * Opens a log of this or an earlier life of the worker.
     *
     * @param job its job, which makes it quick to find; null when nobody said it
     * @throws LogUnreadable when there is none, with the reason
     */
    public LogView view(AttemptRef attempt, @Nullable JobId job) throws IOException {
        Path file = find(attempt, job);
        if (file != null) {
            LogView local = findLocal(attempt, file);
            if (local != null) {
                return local;
            }
            SharedRecord moved = SharedRecord.find(file);
            if (moved != null && moved.isMoved()) {
                return shared.open(moved.target());
            }
        }
        String words = removed.find(attempt);
        throw words == null
                ? new LogUnreadable(
                        LogUnreadable.Why.NONE,
                        "there is no log of attempt " + attempt + " (not started there, or removed long ago)")
                : new LogUnreadable(LogUnreadable.Why.REMOVED, words);
    }

    /** The lock is what keeps a file and what is known of its cut together. */
    private synchronized @Nullable LogView findLocal(AttemptRef attempt, Path file) throws IOException {
        Running running = open.get(attempt);
        try {
            Cut cut = running == null ? CutRecord.read(file) : Cut.NONE;
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return running == null
                    ? new LogView(channel, () -> cut, () -> true)
                    : new LogView(channel, running.cutter::now, () -> isEnded(attempt));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /** The file of a log that is still on this worker, or was before it was moved; null when there is none. */
    public @Nullable Path findLog(AttemptRef attempt) throws IOException {
        return find(attempt, null);
    }

    /** Where the log, or the note of where it has gone, is; null when nothing of it is here. */
    private @Nullable Path find(AttemptRef attempt, @Nullable JobId job) throws IOException {
        Running running = open.get(attempt);
        if (running != null) {
            return running.file;
        }
        if (job != null) {
            return folder.resolve(LogName.of(job)).resolve(LogName.of(attempt));
        }
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder, LogName.JOBS)) {
            for (Path each : jobs) {
                Path file = each.resolve(LogName.of(attempt));
                if (Files.exists(file) || Files.exists(SharedRecord.beside(file))) {
                    return file;
                }
            }
        } catch (NoSuchFileException | NotDirectoryException nothingYet) {
            return null;
        }
        return null;
    }

    /** Puts a file that reads the same, with nothing left out of it, in the place of an ended log. */
    synchronized void replace(Path file, Path whole) throws IOException {
        LogCompaction.replace(file, whole);
    }
}
