package org.puli.farm.row;

/** A task of which something cannot be read from its job's spec: whether its untouched commands are canceled. */
public record TaskRow(long taskId, long jobId, boolean canceled) {}
