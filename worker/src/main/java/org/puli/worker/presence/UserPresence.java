package org.puli.worker.presence;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.availability.Willingness;
import org.puli.worker.presence.SignReader.Sign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wants no work while somebody uses the machine, and for some time after the last sign of that. Used by one thread. */
public final class UserPresence implements Willingness {
    private static final Logger LOG = LoggerFactory.getLogger(UserPresence.class);

    private final List<SignReader> readers;
    private final long idleMillis;
    private final OfRunning running;
    private final LongSupplier monoMillis;
    private final Set<SignReader> failing = new HashSet<>();
    private @Nullable String words;
    private long seenAt;

    /**
     * Nobody was seen so far.
     *
     * @param idle how long after the last sign the machine counts as unused
     * @param running what becomes of running commands when somebody comes
     * @param monoMillis a clock that never jumps
     */
    public UserPresence(List<SignReader> readers, Duration idle, OfRunning running, LongSupplier monoMillis) {
        this.readers = List.copyOf(readers);
        this.idleMillis = idle.toMillis();
        this.running = running;
        this.monoMillis = monoMillis;
    }

    @Override
    public @Nullable Availability now() {
        for (SignReader reader : readers) {
            Sign sign = look(reader);
            long now = monoMillis.getAsLong();
            if (sign != null && (words == null || now - sign.ageMillis() > seenAt)) {
                seenAt = now - sign.ageMillis();
                words = sign.words();
            }
        }
        boolean isGone = words == null || monoMillis.getAsLong() - seenAt >= idleMillis;
        if (isGone) {
            words = null;
        }
        return words == null
                ? null
                : new Availability(Cause.USER_PRESENT, Text.cleaned(words, Availability.LONGEST_REASON), running);
    }

    /** One that cannot tell says nothing of who is there; that is told once, and again when it had worked between. */
    private @Nullable Sign look(SignReader reader) {
        try {
            Sign sign = reader.look();
            failing.remove(reader);
            return sign;
        } catch (IOException e) {
            if (failing.add(reader)) {
                LOG.warn("Whether somebody uses this machine cannot be told: {}", e.getMessage());
            }
            return null;
        }
    }
}
