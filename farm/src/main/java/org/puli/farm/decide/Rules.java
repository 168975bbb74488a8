package org.puli.farm.decide;

/**
 * What decisions may be told to do otherwise; all durations in milliseconds.
 *
 * @param lostAfterMillis silence after which a worker's commands are given to others
 * @param heartbeatMillis how often workers are to report when nothing happens
 */
public record Rules(long lostAfterMillis, long heartbeatMillis) {
    /** Half a minute of silence, a word every five seconds. */
    public static final Rules DEFAULT = new Rules(30_000, 5_000);
}
