package org.puli.farm.row;

/**
 * Whether a job in the history counts as deleted.
 *
 * @param deletedAt since when, milliseconds since 1970; 0 when it does not
 */
public record MarkRow(long jobId, long deletedAt) {}
