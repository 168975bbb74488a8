package org.puli.farm.row;

/** A pool. */
public record PoolRow(String name) {}
