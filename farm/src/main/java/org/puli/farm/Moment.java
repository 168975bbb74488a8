package org.puli.farm;

/**
 * Now, as an argument.
 *
 * @param wall milliseconds since 1970; for time stamps only, since it may jump
 * @param mono milliseconds of a clock that never jumps, from any start; for durations only
 */
public record Moment(long wall, long mono) {}
