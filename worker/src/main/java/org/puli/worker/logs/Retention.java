package org.puli.worker.logs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.puli.api.config.Amounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes logs that are too old, and the oldest while all together take too much space. However many there are, it
 * remembers a thousand at a time. Used by one thread.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final Comparator<Kept> OLDEST_FIRST =
            Comparator.comparing(Kept::ended).thenComparing(Kept::attempt);

    private final LogRules rules;
    private final Store store;

    /** Where logs are kept. */
    interface Store {
        /** Shows all logs of ended attempts. */
        void each(Consumer<Kept> each) throws IOException;

        /** Removes one; {@code why} follows "it was removed". */
        void remove(Kept log, String why) throws IOException;
    }

    Retention(LogRules rules, Store store) {
        this.rules = rules;
        this.store = store;
    }

    /** Removes what has to go. */
    void sweep(Instant now) throws IOException {
        Round round = round(now);
        while (rules.spaceBytes() > 0 && round.bytes > rules.spaceBytes() && removeOldest(round)) {
            round = round(now);
        }
    }

    private static final class Round {
        private final PriorityQueue<Kept> oldest = new PriorityQueue<>(OLDEST_FIRST.reversed());
        private long bytes;

        private void take(Kept log) {
            bytes += log.bytes();
            oldest.add(log);
            if (oldest.size() > MOST_AT_ONCE) {
                oldest.remove();
            }
        }
    }

    private Round round(Instant now) throws IOException {
        Round round = new Round();
        Instant deadline = rules.keep().isZero() ? Instant.MIN : now.minus(rules.keep());
        store.each(log -> {
            boolean isOld = log.ended().isBefore(deadline);
            if (!isOld || !tryRemove(log, "since worker.logs.keep is " + Amounts.text(rules.keep()))) {
                round.take(log);
            }
        });
        return round;
    }

    /** Says whether anything is gone. */
    private boolean removeOldest(Round round) {
        List<Kept> oldest = new ArrayList<>(round.oldest);
        oldest.sort(OLDEST_FIRST);
        boolean any = false;
        for (Kept log : oldest) {
            if (round.bytes <= rules.spaceBytes()) {
                return false;
            }
            if (tryRemove(log, "as one of the oldest, to keep within worker.logs.space")) {
                round.bytes -= log.bytes();
                any = true;
            }
        }
        return any;
    }

    private boolean tryRemove(Kept log, String why) {
        try {
            store.remove(log, why);
            return true;
        } catch (IOException e) {
            LOG.warn("cannot remove the log of attempt {}: {}", log.attempt(), e.toString());
            return false;
        }
    }
}
