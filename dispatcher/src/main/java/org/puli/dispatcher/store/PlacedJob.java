package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A job on its way to the database of the history, and the numbers of its commands.
 *
 * @param first the number of its first command
 * @param past the number behind that of its last one
 */
record PlacedJob(long job, long first, long past) {
    /** Those at a place; what follows says which and how many. */
    static final String SELECT = "SELECT job_id, first_command, command_count FROM job_history WHERE place = ?";

    static PlacedJob of(ResultSet row) throws SQLException {
        long first = row.getLong("first_command");
        return new PlacedJob(row.getLong("job_id"), first, first + row.getLong("command_count"));
    }
}
