package org.puli.worker.availability;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at something again and again on a thread of its own, and answers with what was seen last: a file on a mount
 * that is dead then hangs that thread and nothing else. Before the first look the worker is willing.
 */
public final class Watched implements Willingness {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private final Willingness look;
    private final Runnable changed;
    private volatile @Nullable Availability last;

    private Watched(Willingness look, Runnable changed) {
        this.look = look;
        this.changed = changed;
    }

    /**
     * Begins to look.
     *
     * @param look may take as long as it likes
     * @param every the pause between two looks
     * @param changed called from the looking thread whenever the answer is another one
     */
    public static Watched start(String what, Willingness look, Duration every, Runnable changed) {
        Watched watched = new Watched(look, changed);
        // The first answer is waited for a little, so that a worker that starts outside its hours takes nothing first.
        if (!AvailabilityThreads.repeat(what, every, watched::look, FIRST_LOOK)) {
            LOG.warn("The first look ({}) takes long; until it is over the worker takes work", what);
        }
        return watched;
    }

    private void look() {
        try {
            Availability now = look.now();
            if (!Objects.equals(now, last)) {
                last = now;
                LOG.info("{}", now == null ? "Takes work again" : "Takes no work: " + now.reason());
                changed.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("Whether work is wanted could not be looked at and stays as it was: {}", e.toString());
        }
    }

    @Override
    public @Nullable Availability now() {
        return last;
    }
}
