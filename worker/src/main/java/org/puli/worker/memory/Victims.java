package org.puli.worker.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which command goes when a machine runs short of memory. Stateless. */
public final class Victims {
    private static final Comparator<Use> YOUNGEST = Comparator.comparingLong(Use::startedAt);

    private Victims() {}

    /**
     * What a command uses of memory.
     *
     * @param usedBytes what it uses
     * @param reservedBytes what it reserved; 0 for nothing
     * @param startedAt when it started, on any clock that all of them share
     */
    public record Use(long usedBytes, long reservedBytes, long startedAt) {
        long excess() {
            return usedBytes - reservedBytes;
        }
    }

    /**
     * The one that is farthest above its reservation, of equal ones the youngest. When none is above: the youngest of
     * those that each give back what is lacking; when none gives back as much: the one that uses most.
     *
     * @param lackingBytes how much has to become available
     * @return null when nobody uses anything
     */
    public static <T> @Nullable T choose(Collection<T> among, Function<T, Use> useOf, long lackingBytes) {
        T above = best(among, useOf, use -> use.excess() > 0, Comparator.comparingLong(Use::excess));
        if (above != null) {
            return above;
        }
        long enough = Math.max(1, lackingBytes);
        T sufficient = best(among, useOf, use -> use.usedBytes() >= enough, YOUNGEST);
        return sufficient != null
                ? sufficient
                : best(among, useOf, use -> use.usedBytes() > 0, Comparator.comparingLong(Use::usedBytes));
    }

    private static <T> @Nullable T best(
            Collection<T> among, Function<T, Use> useOf, Predicate<Use> test, Comparator<Use> order) {
        Comparator<Use> full = order.thenComparing(YOUNGEST);
        return among.stream()
                .filter(one -> test.test(useOf.apply(one)))
                .max(Comparator.comparing(useOf, full))
                .orElse(null);
    }
}
