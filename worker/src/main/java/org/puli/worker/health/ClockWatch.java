package org.puli.worker.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.WorkerOrders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how far this machine's clock is from the dispatcher's: an answer says the dispatcher's time, which is taken
 * for that of the middle between question and answer. Of the last measurements the one with the shortest wait is
 * believed, for it can be wrong the least. Safe on every thread.
 */
public final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    /** As many measurements are remembered. */
    private static final int REMEMBERED = 8;
    /** An answer that comes so late was made for something else: quiet workers are not answered each time. */
    private static final long SLOW_MILLIS = 2_000;
    /** Two clocks that nobody sets go apart by less in the time that is remembered. */
    private static final long DRIFT_MILLIS = 100;
    /** Reports that wait for an answer; older ones are never answered any more. */
    private static final int MOST_OPEN = 64;

    private record Measured(long aheadMillis, long roundTripMillis) {}

    private final Duration limit;
    private final TreeMap<Long, Long> open = new TreeMap<>();
    private final ArrayDeque<Measured> last = new ArrayDeque<>();
    private boolean isOff;

    /** Has measured nothing; a clock is off when it is surely further away than the limit. */
    public ClockWatch(Duration limit) {
        this.limit = limit;
    }

    /** A report leaves. */
    public synchronized void sent(long report, long monoMillis) {
        open.put(report, monoMillis);
        while (open.size() > MOST_OPEN) {
            open.pollFirstEntry();
        }
    }

    /** A connection begins: what was asked on the old one is not answered on it. */
    public synchronized void reconnected() {
        open.clear();
        last.clear();
    }

    /** An answer is here; a dispatcher that does not say its time is not measured. */
    public synchronized void answered(WorkerOrders orders, long wallMillis, long monoMillis) {
        Long sentAt = open.get(orders.answers());
        open.headMap(orders.answers(), true).clear();
        if (sentAt == null || orders.wallMillis() == 0) {
            return;
        }
        long roundTrip = Math.max(0, monoMillis - sentAt);
        take(new Measured(wallMillis - roundTrip / 2 - orders.wallMillis(), roundTrip));
    }

    /** What contradicts the newest one was measured before a clock was set. */
    private void take(Measured measured) {
        boolean isAnswerOfItsOwn = measured.roundTripMillis() <= SLOW_MILLIS;
        if (!isAnswerOfItsOwn && !last.isEmpty()) {
            return;
        }
        last.removeIf(earlier -> Math.abs(measured.aheadMillis() - earlier.aheadMillis())
                > (measured.roundTripMillis() + earlier.roundTripMillis()) / 2 + DRIFT_MILLIS);
        last.addLast(measured);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        judge();
    }

    private void judge() {
        ClockSkew skew = find();
        boolean isNowOff = skew != null && skew.isOff();
        if (skew != null && skew.isOff() && !isOff) {
            LOG.warn(
                    "This machine's clock is {} ms {} the dispatcher's; times of commands are wrong until it is set",
                    Math.abs(skew.aheadMillis()),
                    skew.aheadMillis() > 0 ? "ahead of" : "behind");
        } else if (isOff && !isNowOff) {
            LOG.info("This machine's clock goes with the dispatcher's again");
        }
        isOff = isNowOff;
    }

    /** How far it is; null before it could be measured. */
    public synchronized @Nullable ClockSkew find() {
        return last.stream()
                .min(Comparator.comparingLong(Measured::roundTripMillis))
                .map(best -> new ClockSkew(best.aheadMillis(), best.roundTripMillis(), isSurelyOff(best)))
                .orElse(null);
    }

    private boolean isSurelyOff(Measured best) {
        return Math.abs(best.aheadMillis()) - (best.roundTripMillis() + 1) / 2 > limit.toMillis();
    }

    /** A warning without numbers, since those change all the time; nothing while the clock is right. */
    public Stream<String> warnings() {
        ClockSkew skew = find();
        return skew != null && skew.isOff()
                ? Stream.of("its clock is more than " + Amounts.text(limit)
                        + " off the dispatcher's; let it be set by NTP, as chrony or systemd-timesyncd do")
                : Stream.empty();
    }
}
