package org.puli.farm.schedule;

import org.jspecify.annotations.Nullable;
import org.puli.farm.Share;

/**
 * The one total order over all pools: shares below their guaranteed minimum first, then higher priority, as waiting has
 * lifted it, then the share that holds less for its weight, then the job that does, then whichever was served less,
 * then age; and within one job what its tree says.
 */
final class Order {
    private Order() {}

    /** Which of two lanes is served first, by the first claim of each. */
    static int compare(Lane one, Lane other) {
        return one == other ? 0 : compare(one.first(), other.first());
    }

    /** Which of two claims is served first. */
    static int compare(Claim one, Claim other) {
        if (one.job() == other.job()) {
            return one.compareWithin(other);
        }
        Share share = one.lane().line().share();
        Share otherShare = other.lane().line().share();
        return share == otherShare
                ? one.rank().compareTo(other.rank())
                : Front.of(share, one.rank()).compareTo(Front.of(otherShare, other.rank()));
    }

    /** Whether both are the same place, or none. Asked at each start, for which a record's own comparison is slow. */
    static <T extends Comparable<T>> boolean isSame(@Nullable T one, @Nullable T other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
