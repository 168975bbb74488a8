package org.puli.worker.health;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;

/**
 * What of a machine's health is worth telling. A thousand workers that tell every flicker would keep a dispatcher busy
 * with nothing. Stateless.
 */
public final class HealthNews {
    private static final double SHARE = 0.05;
    private static final double LOAD = 1;
    private static final long MEMORY = 64L << 20;
    private static final long RATE = 1L << 20;
    private static final long SPACE = 1L << 30;
    private static final double FEW = 0.02;
    private static final double SOME = 0.25;
    private static final int CELSIUS = 5;
    private static final long CLOCK_MILLIS = 50;

    private HealthNews() {}

    /** Whether it cannot wait for the next heartbeat. */
    public static boolean isUrgent(@Nullable MachineHealth told, MachineHealth now) {
        MachineHealth before = told == null ? MachineHealth.UNKNOWN : told;
        return !Objects.equals(before.check(), now.check())
                || !before.warnings().equals(now.warnings());
    }

    /** Whether the next report should say it; numbers count only when they are clearly others. */
    public static boolean isWorthTelling(@Nullable MachineHealth told, MachineHealth now) {
        MachineHealth before = told == null ? MachineHealth.UNKNOWN : told;
        return isUrgent(told, now) || differs(before.clock(), now.clock()) || differs(before.sample(), now.sample());
    }

    private static boolean differs(@Nullable ClockSkew told, @Nullable ClockSkew now) {
        if (told == null || now == null) {
            return told != null || now != null;
        }
        // Within half a round trip nobody knows better.
        long doubt = Math.max(CLOCK_MILLIS, Math.max(told.roundTripMillis(), now.roundTripMillis()));
        return told.isOff() != now.isOff() || Math.abs(told.aheadMillis() - now.aheadMillis()) > doubt;
    }

    private static boolean differs(@Nullable MachineSample told, @Nullable MachineSample now) {
        if (told == null || now == null) {
            return told != null || now != null;
        }
        return Math.abs(told.cpu() - now.cpu()) >= SHARE
                || Math.abs(told.load() - now.load()) >= LOAD
                || differs(told.memoryBytes(), now.memoryBytes(), MEMORY, FEW)
                || differs(told.swapBytes(), now.swapBytes(), MEMORY, FEW)
                || differs(told.diskRead(), now.diskRead(), RATE, SOME)
                || differs(told.diskWritten(), now.diskWritten(), RATE, SOME)
                || differs(told.netReceived(), now.netReceived(), RATE, SOME)
                || differs(told.netSent(), now.netSent(), RATE, SOME)
                || differs(told.diskFree(), now.diskFree(), SPACE, FEW)
                || differs(told.gpus(), now.gpus());
    }

    private static boolean differs(long told, long now, long least, double part) {
        return Math.abs(told - now) > Math.max((double) least, part * Math.max(told, now));
    }

    private static boolean differs(List<GpuUse> told, List<GpuUse> now) {
        if (told.size() != now.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            if (differs(told.get(i), now.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(GpuUse told, GpuUse now) {
        return told.index() != now.index()
                || Math.abs(told.use() - now.use()) >= SHARE
                || differs(told.memoryBytes(), now.memoryBytes(), MEMORY, FEW)
                || Math.abs(told.celsius() - now.celsius()) >= CELSIUS;
    }
}
