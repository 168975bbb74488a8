package org.puli.farm.request;

import org.puli.api.view.JobView;

/** Let single commands start again that were kept from it. */
public record ReleaseCommands(Selection what) implements Request<JobView> {}
