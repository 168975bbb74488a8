package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How PostgreSQL is asked. Stateless. */
final class PostgresqlQuestions implements Inspection.Questions {
    @Override
    public void ask(Connection connection, List<Finding> findings) throws SQLException {
        findings.add(Finding.ok("version", "PostgreSQL " + Rows.text(connection, "SHOW server_version")));
        String fsync = Rows.text(connection, "SHOW fsync");
        String pages = Rows.text(connection, "SHOW full_page_writes");
        String commit = Rows.text(connection, "SHOW synchronous_commit");
        String words = "fsync " + fsync + ", full_page_writes " + pages + ", synchronous_commit " + commit
                + " in a session of Puli's";
        boolean isDurable = fsync.equals("on") && pages.equals("on") && !commit.equals("off");
        findings.add(
                isDurable
                        ? Finding.ok("durability", words)
                        : Finding.problem(
                                "durability",
                                words + ": a power loss there may take back what was confirmed; turn all of them on"));
        String encoding = Rows.text(connection, "SHOW server_encoding");
        findings.add(
                encoding.equals("UTF8")
                        ? Finding.ok("texts", "UTF8, names compared by their bytes")
                        : Finding.problem(
                                "texts",
                                encoding + ": not every text can be stored; make the database with ENCODING 'UTF8'"));
        findings.add(Finding.ok("time zone", Rows.text(connection, "SHOW TimeZone") + "; it changes nothing"));
    }

    @Override
    public void testIntegrity(Connection connection, boolean isQuick, List<Finding> findings) throws SQLException {
        long broken = Rows.number(
                connection,
                "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
                        + " WHERE relnamespace = current_schema()::regnamespace AND NOT indisvalid");
        if (broken > 0) {
            findings.add(Finding.problem("integrity", broken + " indexes are not valid; REINDEX DATABASE mends them"));
        }
        String sums = Rows.text(connection, "SHOW data_checksums");
        long failures = Rows.number(
                connection, "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()");
        if (failures > 0) {
            findings.add(Finding.problem(
                    "integrity",
                    failures + " pages had wrong checksums: its disk is failing; restore a backup elsewhere"));
        } else if (broken == 0) {
            findings.add(Finding.ok(
                    "integrity",
                    sums.equals("on")
                            ? "page checksums are on, and none failed"
                            : "page checksums are off (initdb --data-checksums): a bad disk shows late"));
        }
    }

    @Override
    public long bytes(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_total_relation_size(?::regclass)")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : -1;
            }
        }
    }
}
