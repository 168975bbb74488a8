package org.puli.dispatcher.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.StoreFailure;

/**
 * Keeps a second dispatcher out of a data folder and away from its database. The lock is the operating system's, so
 * that it ends with the process, however that ends.
 */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a folder, making it if need be.
     *
     * @throws StoreFailure when another dispatcher holds it, or it cannot be written
     */
    public static FolderLock of(Path folder) {
        make(folder);
        return lock(
                folder.resolve("dispatcher.lock"),
                "the data folder " + folder + "; stop it, or choose another folder with --data");
    }

    /**
     * Locks a database, which a dispatcher of another data folder may name as well.
     *
     * @throws StoreFailure when another dispatcher holds it, or its folder cannot be written
     */
    public static FolderLock beside(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        if (folder != null) {
            make(folder);
        }
        return lock(
                database.resolveSibling(database.getFileName() + ".lock"),
                "the database " + database + "; stop it, or choose another one with --database");
    }

    /**
     * Makes a folder if need be, for its owner only: what people render is nobody else's business.
     *
     * @throws StoreFailure when it cannot be made
     */
    public static void make(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StoreFailure("the folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static FolderLock lock(Path file, String what) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new StoreFailure("another dispatcher (process " + holder + ") already runs on " + what);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new StoreFailure("the file " + file + " cannot be used: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
            return;
        }
    }
}
