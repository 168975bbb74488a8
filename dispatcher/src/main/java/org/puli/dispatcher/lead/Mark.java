package org.puli.dispatcher.lead;

import org.puli.farm.row.FarmRow;

/**
 * How far a farm is known to have come.
 *
 * @param epoch the start in which it was
 * @param batch the newest batch that was acknowledged; 0 where only the start is known
 * @param at when, milliseconds since 1970
 */
public record Mark(String farmId, long epoch, long batch, long at) {
    /** The mark of a farm's row. */
    public static Mark of(FarmRow farm, long at) {
        return new Mark(farm.farmId(), farm.epoch(), farm.batch(), at);
    }

    /** Whether this one is beyond another of the same farm. */
    public boolean isBeyond(Mark other) {
        return epoch != other.epoch ? epoch > other.epoch : batch > other.batch;
    }
}
