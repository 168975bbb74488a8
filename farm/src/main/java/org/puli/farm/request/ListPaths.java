package org.puli.farm.request;

import java.util.List;
import org.puli.api.spec.PathRule;

/** Tell all path rules, in the order of their names. */
public record ListPaths() implements Request<List<PathRule>> {}
