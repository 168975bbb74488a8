package org.puli.dispatcher.store.care;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How SQLite is asked. Stateless. */
final class SqliteQuestions implements Inspection.Questions {
    private static final int FULL = 2;
    private static final long LITTLE_SPACE = 1L << 30;

    @Override
    public void ask(Connection connection, List<Finding> findings) throws SQLException {
        findings.add(Finding.ok("version", "SQLite " + Rows.text(connection, "SELECT sqlite_version()")));
        long sync = Rows.number(connection, "PRAGMA synchronous");
        String journal = Rows.text(connection, "PRAGMA journal_mode");
        findings.add(
                sync >= FULL && journal.equals("wal")
                        ? Finding.ok("durability", "each commit is on the disk (journal wal, synchronous full)")
                        : Finding.problem(
                                "durability",
                                "journal " + journal + ", synchronous " + sync
                                        + ": a power loss may take back what was confirmed"));
        String encoding = Rows.text(connection, "PRAGMA encoding");
        findings.add(
                encoding.equals("UTF-8")
                        ? Finding.ok("texts", "UTF-8, compared by their bytes")
                        : Finding.problem("texts", encoding + "; a farm's texts are in UTF-8"));
        Path file = Path.of(Rows.text(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'"));
        try {
            findings.add(access(file));
            findings.add(space(file));
        } catch (IOException e) {
            findings.add(Finding.warning("disk", "cannot be asked for its space: " + e));
        }
    }

    private static Finding access(Path file) throws IOException {
        boolean isOpen = Files.getPosixFilePermissions(file).stream()
                .anyMatch(Set.of(
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE)::contains);
        return isOpen
                ? Finding.warning("access", file + " can be read by others than its owner; chmod 600 it")
                : Finding.ok("access", "its owner only");
    }

    private static Finding space(Path file) throws IOException {
        long free = Files.getFileStore(file).getUsableSpace();
        long size = Files.size(file);
        String words = "%,d MB free, the file has %,d MB".formatted(free >> 20, size >> 20);
        return free < Math.max(size, LITTLE_SPACE)
                ? Finding.warning(
                        "disk", words + "; a backup needs as much as the file, and a full disk stops the farm")
                : Finding.ok("disk", words);
    }

    @Override
    public void testIntegrity(Connection connection, boolean isQuick, List<Finding> findings) throws SQLException {
        String pragma = isQuick ? "quick_check" : "integrity_check";
        int before = findings.size();
        try (PreparedStatement statement = connection.prepareStatement("PRAGMA " + pragma + "(20)");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                if (!result.getString(1).equals("ok")) {
                    findings.add(Finding.problem("integrity", result.getString(1)));
                }
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.ok("integrity", pragma + " found nothing"));
        }
    }

    @Override
    public long bytes(Connection connection, String table) {
        String sql =
                "SELECT sum(pgsize) FROM dbstat WHERE name IN" + " (SELECT name FROM sqlite_schema WHERE tbl_name = ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : -1;
            }
        } catch (SQLException builtWithoutIt) {
            return -1;
        }
    }
}
