package org.puli.dispatcher.store.care;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.FarmNumber;

/**
 * Brings a farm back from a backup. Its numbers go on far beyond those of the backup, so that none is given out again
 * that the farm gave out after it, and its orders count as newer than all that workers have seen. One thread at a time;
 * no dispatcher may run on the database.
 */
public final class Restore {
    private final DatabaseAddress address;
    private final Database target;
    private final Path folder;
    private final Wishes wishes;
    private final Author author;

    /**
     * What is wanted.
     *
     * @param replace whether a farm that is there already may be set aside
     * @param isNewFarm whether the restored farm gets a number of its own, so that workers take it for another one
     */
    public record Wishes(boolean replace, boolean isNewFarm) {}

    /**
     * What was done.
     *
     * @param counts how many rows each table has
     * @param aside where the farm is now that was there before; null where there was none
     * @param farmId the number by which workers know the farm
     * @param nextJob the number that its next job gets
     */
    public record Restored(
            Map<String, Long> counts, @Nullable Path aside, String farmId, long nextJob) {}

    /**
     * A restoring into a database.
     *
     * @param folder where a farm is set aside that is replaced
     */
    public Restore(DatabaseAddress address, Path folder, Wishes wishes, Author author) {
        this.address = address;
        this.target = Objects.requireNonNull(address.database(), "a database");
        this.folder = folder;
        this.wishes = wishes;
        this.author = author;
    }

    /**
     * Brings it back, as a whole or not at all.
     *
     * @throws StoreFailure when the file is no sound backup, or a farm is there that may not be replaced
     */
    public Restored run(Path file, Progress progress) {
        Database backup = sound(file);
        Path own = address.file();
        boolean isTaken = own == null ? !isEmpty() : Files.exists(own) && !isEmpty();
        if (isTaken && !wishes.replace()) {
            throw new StoreFailure("the database " + target
                    + " has a farm in it; with --replace it is set aside and the backup takes its place");
        }
        Path beside = folder.resolve(
                "before-restore-" + Instant.ofEpochMilli(author.at()).toString().replaceAll("[^0-9TZ]", "") + ".db");
        try (SnapshotFile made = SnapshotFile.of(own == null ? folder.resolve("restored.db") : own)) {
            made.take(backup);
            made.database().migrate();
            HighWater numbers = Transaction.write(made.database(), restored -> goOn(restored, file));
            Map<String, Long> counts = Transaction.read(made.database(), Rows::counts);
            if (own == null) {
                replace(made.database(), isTaken ? beside : null, progress);
            } else {
                new FarmFiles(own).moveTo(beside);
                made.keep();
            }
            return new Restored(counts, isTaken ? beside : null, numbers.farmId(), numbers.value("next_job"));
        }
    }

    private static Database sound(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreFailure("there is no file " + file + " to restore from");
        }
        Database backup = Objects.requireNonNull(DatabaseAddress.sqlite(file).database(), "a file has a database");
        String answer = Transaction.read(backup, connection -> Rows.text(connection, "PRAGMA quick_check"));
        if (!answer.equals("ok")) {
            throw new StoreFailure("the backup " + file + " is damaged: " + answer);
        }
        if (Transaction.read(backup, HighWater::of).isEmpty()) {
            throw new StoreFailure("the file " + file + " has no farm in it");
        }
        return backup;
    }

    /** Whether nothing would be lost; a database that cannot be read counts as one with a farm. */
    private boolean isEmpty() {
        try {
            return Transaction.read(target, Rows::areNone);
        } catch (StoreFailure e) {
            if (address.file() == null) {
                throw e;
            }
            return false;
        }
    }

    private HighWater goOn(Connection restored, Path file) throws SQLException {
        HighWater known = HighWater.of(restored).orElseThrow();
        HighWater ahead = known.ahead(findReplaced());
        HighWater named = wishes.isNewFarm() ? ahead.named(FarmNumber.draw()) : ahead;
        named.write(restored, "restore");
        // Who led when the backup was made, and who stood by, says nothing of now.
        Rows.run(restored, "DELETE FROM leader");
        Rows.run(restored, "DELETE FROM standby");
        CareAudit.add(
                restored,
                author,
                "restore",
                "batch " + known.value("batch") + " of farm " + known.farmId(),
                "from " + file.getFileName() + "; numbers go on from job " + named.value("next_job"));
        return named;
    }

    /** The numbers of the farm that is replaced, where they can still be read. */
    private @Nullable HighWater findReplaced() {
        Path own = address.file();
        if (own != null && !Files.exists(own)) {
            return null;
        }
        try {
            return Transaction.read(target, HighWater::of).orElse(null);
        } catch (StoreFailure damaged) {
            return null;
        }
    }

    private void replace(Database made, @Nullable Path beside, Progress progress) {
        if (beside != null) {
            Backup.write(target, beside, progress);
        }
        target.migrate();
        Transaction.read(
                made,
                source -> Transaction.write(target, connection -> {
                    Rows.deleteAll(connection);
                    return new FarmCopy(source, connection, progress).run();
                }));
    }

    /** The files of an SQLite database: itself, and what lies beside it while it is open or after a crash. */
    private record FarmFiles(Path file) {
        /** Gives them another name. What is in the log is carried over first, so that one rename is all there is. */
        void moveTo(Path other) {
            try {
                if (Files.exists(file)) {
                    carryOver();
                    for (String end : new String[] {"-wal", "-shm", ""}) {
                        Path part = Path.of(file + end);
                        if (Files.exists(part)) {
                            Files.move(part, Path.of(other + end));
                        }
                    }
                }
            } catch (IOException e) {
                throw new StoreFailure("the database " + file + " could not be set aside: " + e, e);
            }
        }

        private void carryOver() {
            Database old = Objects.requireNonNull(DatabaseAddress.sqlite(file).database(), "a file has a database");
            try (Connection connection = old.connect()) {
                connection.setAutoCommit(true);
                Rows.ask(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            } catch (SQLException damaged) {
                // It is set aside as it is, its log with it.
                return;
            }
        }
    }
}
