package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How MariaDB, and MySQL, are asked. Stateless. */
final class MariadbQuestions implements Inspection.Questions {
    private static final String FOREIGN = "SELECT count(*) FROM information_schema.columns WHERE table_schema ="
            + " DATABASE() AND table_name <> 'schema_history' AND collation_name IS NOT NULL AND collation_name NOT IN"
            + " ('utf8mb4_nopad_bin', 'utf8mb4_0900_bin')";

    private static final String NOT_INNODB = "SELECT count(*) FROM information_schema.tables WHERE table_schema ="
            + " DATABASE() AND engine <> 'InnoDB'";

    @Override
    public void ask(Connection connection, List<Finding> findings) throws SQLException {
        findings.add(Finding.ok("version", Rows.text(connection, "SELECT VERSION()")));
        durability(connection, findings);
        long foreign = Rows.number(connection, FOREIGN);
        findings.add(
                foreign == 0
                        ? Finding.ok("texts", "utf8mb4, compared by their bytes")
                        : Finding.problem(
                                "texts",
                                foreign + " columns compare texts in another way: names may be mixed up; copy the farm"
                                        + " into a database that Puli made the tables of"));
        long others = Rows.number(connection, NOT_INNODB);
        if (others > 0) {
            findings.add(Finding.problem(
                    "engine", others + " tables are not kept by InnoDB, which alone keeps what it confirms"));
        }
        findings.add(Finding.ok("time zone", Rows.text(connection, "SELECT @@time_zone") + "; it changes nothing"));
    }

    private static void durability(Connection connection, List<Finding> findings) throws SQLException {
        String flush = Rows.text(connection, "SELECT @@innodb_flush_log_at_trx_commit");
        String binary = Rows.text(connection, "SELECT @@log_bin");
        String sync = Rows.text(connection, "SELECT @@sync_binlog");
        String words = "innodb_flush_log_at_trx_commit " + flush + ", log_bin " + binary + ", sync_binlog " + sync;
        if (!flush.equals("1")) {
            findings.add(Finding.problem(
                    "durability", words + ": a power loss there may take back what was confirmed; set the first to 1"));
        } else if (binary.equals("1") && !sync.equals("1")) {
            findings.add(Finding.warning(
                    "durability",
                    words + ": after a power loss a replica may lack what was confirmed; set sync_binlog to 1"));
        } else {
            findings.add(Finding.ok("durability", words));
        }
    }

    @Override
    public void testIntegrity(Connection connection, boolean isQuick, List<Finding> findings) throws SQLException {
        int before = findings.size();
        for (String table : Catalog.names(connection)) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("CHECK TABLE " + table + (isQuick ? " QUICK" : ""))) {
                while (result.next()) {
                    boolean isFault = result.getString("Msg_type").equalsIgnoreCase("error")
                            || (result.getString("Msg_type").equalsIgnoreCase("status")
                                    && !result.getString("Msg_text").equals("OK"));
                    if (isFault) {
                        findings.add(Finding.problem("integrity", table + ": " + result.getString("Msg_text")));
                    }
                }
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.ok("integrity", "CHECK TABLE found nothing"));
        }
    }

    @Override
    public long bytes(Connection connection, String table) throws SQLException {
        String sql = "SELECT data_length + index_length FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : -1;
            }
        }
    }
}
