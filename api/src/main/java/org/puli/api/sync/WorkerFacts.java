package org.puli.api.sync;

/**
 * What a worker says of its machine.
 *
 * @param cores whole cores it offers, from 1
 * @param memoryBytes memory it offers, 0 when unknown
 * @param platform operating system and architecture, for people
 * @param version the worker's release
 */
public record WorkerFacts(int cores, long memoryBytes, String platform, String version) {}
