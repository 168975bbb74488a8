package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.Schema;

/**
 * A look at a farm's database: at the server or the file, at how it keeps what it confirms, and at its tables. It
 * writes nothing, and a dispatcher may run meanwhile.
 *
 * @param hasThisForm whether the tables have this release's form, so that rows can be read
 * @param sizes how large each table is; empty where that could not be asked
 */
public record Inspection(List<Finding> findings, boolean hasThisForm, List<TableSize> sizes) {
    /** How each kind of database is asked. */
    interface Questions {
        /** Its version; how it keeps what it confirms; how it compares texts; what else is special about it. */
        void ask(Connection connection, List<Finding> findings) throws SQLException;

        /** Reads everything, or less where that is enough, and tells what is damaged. */
        void testIntegrity(Connection connection, boolean isQuick, List<Finding> findings) throws SQLException;

        /** The bytes of a table with its indexes; -1 where that is not known. */
        long bytes(Connection connection, String table) throws SQLException;
    }

    /**
     * Looks.
     *
     * @param isQuick whether to leave out what reads every page
     */
    public static Inspection of(Database database, boolean isQuick) {
        List<Finding> findings = new ArrayList<>();
        Questions questions = switch (database.dialect()) {
            case SQLITE -> new SqliteQuestions();
            case POSTGRESQL -> new PostgresqlQuestions();
            case MARIADB -> new MariadbQuestions();
        };
        try (Connection connection = database.connectPatiently()) {
            findings.add(Finding.ok("reachable", database.toString()));
            questions.ask(connection, findings);
            connection.rollback();
        } catch (SQLException e) {
            findings.add(Finding.problem("reachable", database + " cannot be reached: " + e.getMessage()));
            return new Inspection(findings, false, List.of());
        }
        boolean hasThisForm = form(database, findings);
        return new Inspection(findings, hasThisForm, tables(database, questions, isQuick, findings));
    }

    private static boolean form(Database database, List<Finding> findings) {
        try {
            String version = DatabaseCopy.version(database);
            if (version.isEmpty()) {
                findings.add(Finding.problem("tables", "there are none; the first start of a dispatcher makes them"));
            } else if (version.equals(Schema.NEWEST)) {
                findings.add(Finding.ok("tables", "version " + version + ", this release's"));
                return true;
            } else {
                findings.add(Finding.warning(
                        "tables",
                        "version " + version + ", this release's is " + Schema.NEWEST
                                + "; puli database migrate --dry-run shows what is missing, and a start runs it"));
            }
        } catch (StoreFailure e) {
            findings.add(Finding.problem("tables", String.valueOf(e.getMessage())));
        }
        return false;
    }

    private static List<TableSize> tables(
            Database database, Questions questions, boolean isQuick, List<Finding> findings) {
        try {
            return Transaction.read(database, connection -> {
                questions.testIntegrity(connection, isQuick, findings);
                List<TableSize> sizes = new ArrayList<>();
                for (String table : Catalog.names(connection)) {
                    long rows = Rows.number(connection, "SELECT count(*) FROM " + table);
                    sizes.add(new TableSize(table, rows, questions.bytes(connection, table)));
                }
                return sizes;
            });
        } catch (StoreFailure e) {
            findings.add(Finding.problem("integrity", String.valueOf(e.getMessage())));
            return List.of();
        }
    }
}
