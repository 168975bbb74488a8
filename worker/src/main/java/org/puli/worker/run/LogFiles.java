package org.puli.worker.run;

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
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;

/**
 * Where the log of each attempt is: {@code job-J/command-C.attempt-N.log} below one folder. A log stays until somebody
 * deletes it. Safe on every thread.
 */
public final class LogFiles {
    private final Path folder;
    private final Map<AttemptRef, Path> open = new ConcurrentHashMap<>();

    /** The logs below a folder, which may be missing. */
    public LogFiles(Path folder) {
        this.folder = folder;
    }

    /** Names the log of an attempt that is about to start. */
    Path begin(JobId job, AttemptRef attempt) {
        Path file = folder.resolve("job-" + job).resolve(name(attempt));
        open.put(attempt, file);
        return file;
    }

    /** Takes up the log of an attempt that an earlier life began. */
    Path goOn(AttemptRef attempt, Path file) {
        open.put(attempt, file);
        return file;
    }

    /** Nothing more will be written. */
    void end(AttemptRef attempt) {
        open.remove(attempt);
    }

    private static String name(AttemptRef attempt) {
        return "command-" + attempt.command() + ".attempt-" + attempt.attempt() + ".log";
    }

    /**
     * Whether a log will not grow any more. Ask before you read: what was read up to the end of the file after a yes is
     * all there is. Also yes for an attempt that this worker never had.
     */
    public boolean isEnded(AttemptRef attempt) {
        return !open.containsKey(attempt);
    }

    /** The log of an attempt of this or an earlier life of the worker; null if there is none. */
    public @Nullable Path findLog(AttemptRef attempt) throws IOException {
        Path begun = open.get(attempt);
        if (begun != null) {
            return begun;
        }
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder, "job-*")) {
            for (Path job : jobs) {
                Path file = job.resolve(name(attempt));
                if (Files.exists(file)) {
                    return file;
                }
            }
        } catch (NoSuchFileException | NotDirectoryException nothingYet) {
            return null;
        }
        return null;
    }

    /**
     * Opens a log for reading; reading on after its end finds what was written since. Use {@code
     * Channels.newInputStream} for a stream.
     *
     * @param from the first byte wanted, from 0; that many before the present end when negative
     * @throws NoSuchFileException when there is no log (yet)
     */
    public FileChannel open(AttemptRef attempt, long from) throws IOException {
        Path file = findLog(attempt);
        if (file == null) {
            throw new NoSuchFileException("no log of attempt " + attempt + " below " + folder);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return channel.position(from >= 0 ? from : Math.max(0, channel.size() + from));
    }
}
