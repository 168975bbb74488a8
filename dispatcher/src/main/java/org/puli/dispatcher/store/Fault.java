package org.puli.dispatcher.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of trouble a database is in, as far as it makes a difference to what is done next. */
enum Fault {
    /** Another session was in the way: the same may well work at once. */
    PASSING,
    /** There is no space left. */
    FULL,
    /** A value is refused for what it is: trying again never helps. */
    CONTENT,
    /** Anything else; most often the database cannot be reached. */
    OTHER;

    private static final int DEEPEST = 16;

    /** Busy and locked. */
    private static final Set<Integer> SQLITE_PASSING = Set.of(5, 6);

    private static final int SQLITE_FULL = 13;

    /** Too big, constraint, mismatch. */
    private static final Set<Integer> SQLITE_CONTENT = Set.of(18, 19, 20);

    /** A lock was waited for too long. */
    private static final int MARIADB_LOCK_WAIT = 1205;

    /** Disk full, a file that cannot be written, a table that cannot grow. */
    private static final Set<Integer> MARIADB_FULL = Set.of(1021, 1026, 1114);

    private static final int MARIADB_PACKET = 1153;

    /** What a failure means in this language. What was thrown may be wrapped, or stand in a row of several. */
    static Fault of(Throwable failure, Dialect dialect) {
        Throwable next = failure;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            Fault found = next instanceof SQLException sql ? one(sql, dialect) : OTHER;
            if (found != OTHER) {
                return found;
            }
            SQLException following = next instanceof SQLException sql ? sql.getNextException() : null;
            next = following == null ? next.getCause() : following;
        }
        return OTHER;
    }

    private static Fault one(SQLException failure, Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> sqlite(failure.getErrorCode());
            case POSTGRESQL -> postgresql(state(failure));
            case MARIADB -> mariadb(failure);
        };
    }

    private static Fault sqlite(int code) {
        if (SQLITE_PASSING.contains(code)) {
            return PASSING;
        }
        if (code == SQLITE_FULL) {
            return FULL;
        }
        return SQLITE_CONTENT.contains(code) ? CONTENT : OTHER;
    }

    private static Fault postgresql(String state) {
        if (state.equals("55P03") || state.startsWith("40")) {
            return PASSING;
        }
        if (state.equals("53100")) {
            return FULL;
        }
        // The last is what a value is told that is too long for an index.
        return isValue(state) || state.equals("54000") ? CONTENT : OTHER;
    }

    private static Fault mariadb(SQLException failure) {
        int code = failure.getErrorCode();
        if (code == MARIADB_LOCK_WAIT || state(failure).startsWith("40")) {
            return PASSING;
        }
        if (MARIADB_FULL.contains(code)) {
            return FULL;
        }
        String words = String.valueOf(failure.getMessage());
        // The driver looks itself whether a row fits through, before it sends anything.
        boolean isTooLarge = code == MARIADB_PACKET || words.contains("max_allowed_packet");
        return isTooLarge || isValue(state(failure)) ? CONTENT : OTHER;
    }

    /** Data exceptions, and constraints that do not hold. */
    private static boolean isValue(String state) {
        return state.startsWith("22") || state.startsWith("23");
    }

    private static String state(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null ? "" : state;
    }
}
