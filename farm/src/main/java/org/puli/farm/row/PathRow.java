package org.puli.farm.row;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.PathRule;

/**
 * A path rule.
 *
 * @param rule null when the row goes; never so when rows are read
 */
public record PathRow(String name, @Nullable PathRule rule) {}
