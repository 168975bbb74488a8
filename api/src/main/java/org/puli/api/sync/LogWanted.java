package org.puli.api.sync;

/**
 * Somebody wants to read an attempt's log: the worker sends it in an HTTP request of its own.
 *
 * @param ticket names the reader; the worker sends it back with the bytes
 * @param from the first byte wanted, from 0; from the end when negative
 * @param follow whether to go on until the attempt has ended
 */
public record LogWanted(String ticket, AttemptRef attempt, long from, boolean follow) {}
