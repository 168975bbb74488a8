package org.puli.farm.request;

/** Is about jobs that leave memory, or have. */
public sealed interface OfHistory extends Request<Void> permits ArchiveJob, DeleteJob, MarkJob {}
