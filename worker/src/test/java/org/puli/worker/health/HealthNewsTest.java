package org.puli.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;

class HealthNewsTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private static MachineHealth of(double cpu, double load, long... rest) {
        long[] all = java.util.Arrays.copyOf(rest, 7);
        return new MachineHealth(
                new MachineSample(cpu, load, all[0], all[1], all[2], all[3], all[4], all[5], all[6], List.of()),
                null,
                null,
                List.of());
    }

    private static MachineHealth gpus(GpuUse... gpus) {
        return new MachineHealth(new MachineSample(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(gpus)), null, null, List.of());
    }

    private static MachineHealth clock(@Nullable ClockSkew clock) {
        return new MachineHealth(null, clock, null, List.of());
    }

    private static void told(MachineHealth before, MachineHealth now, boolean isTold) {
        assertThat(HealthNews.isWorthTelling(before, now))
                .as("%s and then %s", before, now)
                .isEqualTo(isTold);
        assertThat(HealthNews.isWorthTelling(now, before)).isEqualTo(isTold);
        assertThat(HealthNews.isUrgent(before, now)).isFalse();
    }

    @Test
    void numbersCountWhenTheyAreClearlyOthers() {
        told(of(0.50, 0), of(0.54, 0), false);
        told(of(0.50, 0), of(0.56, 0), true);
        told(of(0, 1.0), of(0, 1.9), false);
        told(of(0, 1.0), of(0, 2.0), true);
        told(of(0, 0, 10 * GIB), of(0, 0, 10 * GIB + 150 * MIB), false);
        told(of(0, 0, 10 * GIB), of(0, 0, 10 * GIB + 250 * MIB), true);
        told(of(0, 0, GIB), of(0, 0, GIB + 60 * MIB), false);
        told(of(0, 0, 0, 0), of(0, 0, 0, 65 * MIB), true);
        for (int rate = 2; rate < 6; rate++) {
            long[] some = new long[7];
            long[] more = new long[7];
            some[rate] = 100 * MIB;
            more[rate] = 120 * MIB;
            told(of(0, 0, some), of(0, 0, more), false);
            more[rate] = 140 * MIB;
            told(of(0, 0, some), of(0, 0, more), true);
        }
        told(of(0, 0, 0, 0, 0, 0, 0, 0, 500 * GIB), of(0, 0, 0, 0, 0, 0, 0, 0, 495 * GIB), false);
        told(of(0, 0, 0, 0, 0, 0, 0, 0, 500 * GIB), of(0, 0, 0, 0, 0, 0, 0, 0, 480 * GIB), true);
    }

    @Test
    void gpusCountToo() {
        GpuUse idle = new GpuUse(0, 0, 0, 40);
        told(gpus(idle), gpus(new GpuUse(0, 0.04, MIB, 44)), false);
        told(gpus(idle), gpus(new GpuUse(0, 0.2, 0, 40)), true);
        told(gpus(idle), gpus(new GpuUse(0, 0, 70 * MIB, 40)), true);
        told(gpus(idle), gpus(new GpuUse(0, 0, 0, 46)), true);
        told(gpus(idle), gpus(idle, new GpuUse(1, 0, 0, 40)), true);
        told(gpus(idle), gpus(new GpuUse(1, 0, 0, 40)), true);
    }

    @Test
    void aClockCountsBeyondWhatNobodyKnows() {
        told(clock(new ClockSkew(10, 2, false)), clock(new ClockSkew(55, 2, false)), false);
        told(clock(new ClockSkew(10, 2, false)), clock(new ClockSkew(65, 2, false)), true);
        told(clock(new ClockSkew(10, 400, false)), clock(new ClockSkew(300, 2, false)), false);
        told(clock(new ClockSkew(1_999, 2, false)), clock(new ClockSkew(2_010, 2, true)), true);
        told(clock(null), clock(new ClockSkew(0, 0, false)), true);
    }

    @Test
    void checksAndWarningsCannotWait() {
        MachineHealth failed = new MachineHealth(null, null, new CheckResult(false, "full"), List.of());
        MachineHealth warned = new MachineHealth(null, null, null, List.of("hot"));
        assertThat(HealthNews.isUrgent(null, MachineHealth.UNKNOWN)).isFalse();
        assertThat(HealthNews.isUrgent(null, failed)).isTrue();
        assertThat(HealthNews.isUrgent(failed, failed)).isFalse();
        assertThat(HealthNews.isUrgent(failed, new MachineHealth(null, null, CheckResult.PASSED, List.of())))
                .isTrue();
        assertThat(HealthNews.isUrgent(MachineHealth.UNKNOWN, warned)).isTrue();
        assertThat(HealthNews.isWorthTelling(MachineHealth.UNKNOWN, warned)).isTrue();
    }
}
