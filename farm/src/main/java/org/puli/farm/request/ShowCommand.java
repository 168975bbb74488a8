package org.puli.farm.request;

import org.puli.api.CommandId;
import org.puli.api.view.CommandView;

/** One command. */
public record ShowCommand(CommandId command) implements Request<CommandView> {}
