package org.puli.farm.request;

import org.puli.api.CommandId;
import org.puli.api.view.WhyView;

/** Ask why a command does not start. */
public record ExplainCommand(CommandId command) implements Request<WhyView> {}
