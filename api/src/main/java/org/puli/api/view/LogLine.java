package org.puli.api.view;

/**
 * A line of a log.
 *
 * @param line its number, from 1
 * @param at where it begins, in bytes from the start of the log
 * @param text the line, at most 1,000 characters from a little before the first that matches; what is no UTF-8 is
 *     replaced
 */
public record LogLine(long line, long at, String text) {}
