package org.puli.farm.request;

import org.puli.api.view.JobView;

/** Take commands as done, whatever they are; what runs is stopped. */
public record FinishCommands(Selection what) implements Request<JobView> {}
