package org.puli.api.spec;

/**
 * What becomes of the reservation of a command that was ended for using more memory than it had reserved.
 *
 * @param factor what the reservation is multiplied by until it holds what was used, {@value #LEAST_FACTOR} to
 *     {@value #MOST_FACTOR}; {@value #LEAST_FACTOR} leaves it as it is, and the command has failed
 * @param maxBytes the reservation grows no further than this; 0 for no end
 */
public record MemoryRetry(double factor, long maxBytes) {
    /** Nothing grows. */
    public static final int LEAST_FACTOR = 1;

    /** Whoever is off by more should say another reservation. */
    public static final int MOST_FACTOR = 10;

    /** What holds where only the end is said. */
    public static final double USUAL_FACTOR = 1.5;

    /** Reservations are whole megabytes, so that commands which grew alike want the same. */
    private static final long UNIT = 1L << 20;

    /** Where nothing was reserved there is nothing to multiply, and so what was used counts, in whole gigabytes. */
    private static final long UNIT_OF_USE = 1L << 30;

    /**
     * The reservation of the next try.
     *
     * @param reserved bytes that were reserved; 0 for nothing
     * @param used bytes that were used; 0 when unknown
     * @return bytes; 0 when the reservation cannot grow
     */
    public long grown(long reserved, long used) {
        if (factor <= LEAST_FACTOR || (reserved == 0 && used == 0)) {
            return 0;
        }
        long next = reserved == 0 ? whole(used * factor, UNIT_OF_USE) : whole(reserved * factor, UNIT);
        while (next < used) {
            next = whole(next * factor, UNIT);
        }
        long bounded = maxBytes == 0 ? next : Math.min(next, maxBytes);
        return bounded > reserved ? bounded : 0;
    }

    private static long whole(double bytes, long unit) {
        return (long) Math.ceil(bytes / unit) * unit;
    }
}
