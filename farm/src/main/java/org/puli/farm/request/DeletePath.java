package org.puli.farm.request;

import org.jspecify.annotations.Nullable;

/** Remove a path rule. */
public record DeletePath(String name) implements Request<@Nullable Void> {}
