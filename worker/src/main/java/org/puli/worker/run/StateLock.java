package org.puli.worker.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a state folder for one process. */
final class StateLock {
    private StateLock() {}

    /**
     * Takes a folder; it is let go when the channel is closed, or with the process.
     *
     * @throws IOException when another process has it
     */
    static FileChannel take(Path stateFolder) throws IOException {
        Path file = stateFolder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = channel.tryLock();
            if (taken != null) {
                return channel;
            }
        } catch (OverlappingFileLockException byThisProcess) {
            // Told below.
        }
        channel.close();
        throw new IOException("another worker uses " + stateFolder + "; give each worker a data folder of its own");
    }
}
