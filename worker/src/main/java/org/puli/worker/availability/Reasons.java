package org.puli.worker.availability;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.OfRunning;

/**
 * Several reasons as one: the first of them is told, and running commands meet the hardest of what all of them ask for.
 * Safe on every thread.
 *
 * @param all the first comes before the others where two are of one cause
 */
public record Reasons(List<Willingness> all) implements Willingness {
    /** Copies the list. */
    public Reasons {
        all = List.copyOf(all);
    }

    @Override
    public @Nullable Availability now() {
        List<Availability> given =
                all.stream().map(Willingness::now).filter(Objects::nonNull).toList();
        Optional<Availability> first = given.stream().min(Comparator.comparing(Availability::cause));
        Optional<OfRunning> hardest = given.stream().map(Availability::running).max(Comparator.naturalOrder());
        return first.isEmpty() || hardest.isEmpty()
                ? null
                : new Availability(first.get().cause(), first.get().reason(), hardest.get());
    }
}
