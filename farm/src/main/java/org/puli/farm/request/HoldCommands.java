package org.puli.farm.request;

import org.puli.api.view.JobView;

/** Keep single commands from starting; what runs of them goes on, or not. */
public record HoldCommands(Selection what, Running running) implements Request<JobView> {}
