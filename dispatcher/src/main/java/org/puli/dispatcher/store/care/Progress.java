package org.puli.dispatcher.store.care;

/** Hears how far work on a whole database is; on the thread that does it. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (what, table, rows) -> {};

    /**
     * So many rows of a table are done.
     *
     * @param what what is being done, such as "copied"
     */
    void done(String what, String table, long rows);
}
