package org.puli.farm.request;

import org.puli.api.sync.WorkerReport;

/** A worker says how it stands; the answer is its next orders. {@code link} numbers the connections in their order. */
public record SyncWorker(WorkerReport report, long link) implements Request<Void> {}
