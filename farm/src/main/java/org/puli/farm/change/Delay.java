package org.puli.farm.change;

/**
 * A pause that ends by itself. The wall clock's time is for people and for a restart; what ends it is the clock that
 * never jumps.
 *
 * @param readyAt its end, milliseconds since 1970
 * @param dueMono the same on the clock that never jumps; {@link #UNKNOWN} after a restart until the loop has looked
 */
public record Delay(long readyAt, long dueMono) {
    /** Not yet known. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** One that was stored. */
    public static Delay stored(long readyAt) {
        return new Delay(readyAt, UNKNOWN);
    }

    /** Whether its end on the clock that never jumps is known. */
    public boolean isAnchored() {
        return dueMono != UNKNOWN;
    }

    /** The same with its end on the clock that never jumps: what is left of it now, but no more than {@code most}. */
    public Delay anchored(long wall, long mono, long most) {
        // A wall clock that was set back while nobody looked must not make a pause of minutes one of hours.
        return new Delay(readyAt, mono + Math.clamp(readyAt - wall, 0, Math.max(0, most)));
    }
}
