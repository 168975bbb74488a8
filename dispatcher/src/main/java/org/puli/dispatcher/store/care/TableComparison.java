package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.puli.dispatcher.loop.StoreFailure;

/** Holds the rows of a table in two databases against each other, both in the order of their keys. Stateless. */
record TableComparison(Connection from, Connection to, Progress progress) {
    private static final int ROWS_OF_A_WORD = 100_000;

    /**
     * Compares all rows, value by value.
     *
     * @throws StoreFailure at the first row that differs, or is at one place only
     */
    void run(TableForm source, TableForm target) throws SQLException {
        long count = 0;
        try (PreparedStatement one = FarmCopy.reading(from, source);
                PreparedStatement other = FarmCopy.reading(to, target);
                ResultSet there = one.executeQuery();
                ResultSet here = other.executeQuery()) {
            while (there.next()) {
                if (!here.next()) {
                    throw differs(source, there, "is missing in the copy");
                }
                for (int place = 1; place <= source.columns().size(); place++) {
                    Column column = source.columns().get(place - 1);
                    if (!Objects.equals(column.read(there, place), column.read(here, place))) {
                        throw differs(source, there, "has another " + column.name() + " in the copy");
                    }
                }
                if (++count % ROWS_OF_A_WORD == 0) {
                    progress.done("compared", source.name(), count);
                }
            }
            if (here.next()) {
                throw differs(target, here, "is in the copy only");
            }
        }
        progress.done("compared", source.name(), count);
    }

    private static StoreFailure differs(TableForm form, ResultSet row, String how) throws SQLException {
        List<String> key = new ArrayList<>();
        for (String column : form.key()) {
            key.add(column + "=" + row.getString(column));
        }
        return new StoreFailure("the row of table " + form.name() + " with " + String.join(", ", key) + " " + how
                + "; nothing was kept of the copy");
    }
}
