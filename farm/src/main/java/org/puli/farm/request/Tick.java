package org.puli.farm.request;

/** Time has passed: look for what is overdue. */
public record Tick() implements Request<Void> {}
