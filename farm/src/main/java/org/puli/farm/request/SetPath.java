package org.puli.farm.request;

import org.puli.api.spec.PathRule;

/** Make a path rule, or put another one in the place of the one of its name. */
public record SetPath(PathRule rule) implements Request<PathRule> {}
