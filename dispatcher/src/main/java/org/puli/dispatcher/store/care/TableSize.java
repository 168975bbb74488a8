package org.puli.dispatcher.store.care;

/**
 * How large a table is.
 *
 * @param rows how many rows it has; for a tray how many lie there
 * @param bytes what it and its indexes take on the disk; -1 where the database cannot say
 */
public record TableSize(String table, long rows, long bytes) {}
