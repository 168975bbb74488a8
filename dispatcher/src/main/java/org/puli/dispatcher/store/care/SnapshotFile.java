package org.puli.dispatcher.store.care;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;

/**
 * A farm in one SQLite file, which gets its name only when it is whole and on the disk. Until then it lies beside it
 * under a name of its own, and is deleted when it is closed.
 */
final class SnapshotFile implements AutoCloseable {
    private final Path file;
    private final Path making;

    private SnapshotFile(Path file, Path making) {
        this.file = file;
        this.making = making;
    }

    /** A file that is to be; its owner alone may read it. */
    static SnapshotFile of(Path file) {
        Path whole = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(whole.getParent(), "a file lies in a folder");
        try {
            return new SnapshotFile(
                    whole,
                    Files.createTempFile(
                            folder,
                            "." + whole.getFileName() + ".",
                            ".part",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
        } catch (IOException e) {
            throw new StoreFailure("no file can be made in " + folder + ": " + e, e);
        }
    }

    /** The database in it. */
    Database database() {
        return Objects.requireNonNull(DatabaseAddress.sqlite(making).database(), "a file has a database");
    }

    /** Fills it with one moment of another SQLite database, whose dispatcher may go on. */
    void take(Database database) {
        try (Connection connection = database.connectToRead()) {
            Rows.run(connection, "VACUUM INTO ?", making.toString());
        } catch (SQLException e) {
            throw new StoreFailure("the database " + database + " could not be copied: " + e.getMessage(), e);
        }
    }

    /** Looks whether it is sound, brings it to the disk and gives it its name. */
    void keep() {
        check();
        try {
            sync(making);
            Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
            sync(Objects.requireNonNull(file.getParent(), "a file lies in a folder"));
        } catch (IOException e) {
            throw new StoreFailure("the file " + file + " could not be kept: " + e, e);
        }
    }

    private void check() {
        try (Connection connection = database().connect()) {
            connection.setAutoCommit(true);
            // One file, without a log beside it.
            Rows.ask(connection, "PRAGMA journal_mode = DELETE");
            String answer = Rows.text(connection, "PRAGMA quick_check");
            if (!answer.equals("ok")) {
                throw new StoreFailure("what was written to " + file + " is damaged: " + answer);
            }
        } catch (SQLException e) {
            throw new StoreFailure("what was written to " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            for (String end : new String[] {"", "-wal", "-shm", "-journal"}) {
                Files.deleteIfExists(Path.of(making + end));
            }
        } catch (IOException e) {
            throw new StoreFailure("the file " + making + " could not be deleted: " + e, e);
        }
    }
}
