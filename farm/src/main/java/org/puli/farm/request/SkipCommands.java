package org.puli.farm.request;

import org.puli.api.view.JobView;

/** Leave commands out that are not done; what runs is stopped, and who waits for them goes on. */
public record SkipCommands(Selection what) implements Request<JobView> {}
