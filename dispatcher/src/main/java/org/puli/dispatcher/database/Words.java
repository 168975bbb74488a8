package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.util.Map;
import org.puli.dispatcher.store.care.Author;
import org.puli.dispatcher.store.care.Progress;

/** What the verbs say to a person. Stateless. */
final class Words {
    private Words() {}

    /** How far work is, on the stream beside the answer. */
    static Progress progress(PrintWriter err) {
        return (what, table, rows) -> {
            err.printf("%s %s: %,d rows%n", what, table, rows);
            err.flush();
        };
    }

    /** Rows by table, those of empty tables aside. */
    static void counts(PrintWriter out, Map<String, Long> counts) {
        counts.forEach((table, rows) -> {
            if (rows > 0) {
                out.printf("  %-14s %,14d rows%n", table, rows);
            }
        });
        out.flush();
    }

    /** Who runs this program, now. */
    static Author author() {
        return new Author(System.getProperty("user.name", "?"), System.currentTimeMillis());
    }
}
