package org.puli.cli.worker;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.ClockSkew;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineFacts.Disk;
import org.puli.api.sync.MachineFacts.Gpu;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.MachineSample;
import org.puli.api.sync.MachineSample.GpuUse;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.Sizes;

/** A worker's machine and its health in lines for people. Stateless. */
final class MachineLines {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    private MachineLines() {}

    /** What the machine is; nothing for a worker that does not say. */
    static void add(Facts facts, @Nullable MachineFacts machine, @Nullable MachineHealth health) {
        MachineSample sample = health == null ? null : health.sample();
        if (machine != null) {
            facts.add("System", system(machine))
                    .add("Address", machine.address())
                    .add("Processors", processors(machine))
                    .add("Whole memory", memory(machine));
            Map<Integer, GpuUse> use = new TreeMap<>();
            if (sample != null) {
                sample.gpus().forEach(gpu -> use.put(gpu.index(), gpu));
            }
            machine.gpus().forEach(gpu -> facts.add("GPU " + gpu.index(), gpu(gpu, use.get(gpu.index()))));
            machine.disks().forEach(disk -> facts.add("Disk " + disk.path(), disk(disk)));
        }
        if (sample != null) {
            facts.add("Busy", busy(sample))
                    .add("Reads and writes", disks(sample))
                    .add("Network", network(sample));
        }
        if (health != null) {
            facts.add("Clock", clock(health.clock()))
                    .add("Check", check(health.check()))
                    .add("Warnings", String.join("; ", health.warnings()));
        }
    }

    private static String system(MachineFacts machine) {
        return joined(machine.os(), machine.kernel().isEmpty() ? "" : "kernel " + machine.kernel());
    }

    private static String processors(MachineFacts machine) {
        return joined(
                machine.cpuModel(),
                machine.physicalCores() == 0 ? "" : machine.physicalCores() + " cores",
                machine.threads() == 0 ? "" : machine.threads() + " threads");
    }

    private static String memory(MachineFacts machine) {
        return joined(
                machine.memoryBytes() == 0 ? "" : Sizes.text(machine.memoryBytes()),
                machine.swapBytes() == 0 ? "no swap" : Sizes.text(machine.swapBytes()) + " swap");
    }

    private static String gpu(Gpu gpu, @Nullable GpuUse use) {
        String what = joined(
                gpu.name(),
                gpu.memoryBytes() == 0 ? "" : Sizes.text(gpu.memoryBytes()),
                gpu.driver().isEmpty() ? "" : "driver " + gpu.driver(),
                gpu.uuid());
        return use == null
                ? what
                : joined(
                        what,
                        percent(use.use()) + " busy",
                        Sizes.text(use.memoryBytes()) + " used",
                        use.celsius() == 0 ? "" : use.celsius() + " °C");
    }

    private static String disk(Disk disk) {
        return joined(disk.type(), disk.sizeBytes() == 0 ? "does not answer" : Sizes.text(disk.sizeBytes()));
    }

    static String busy(MachineSample sample) {
        return joined(
                "processors " + percent(sample.cpu()),
                "load " + Sizes.number(sample.load()),
                "memory " + Sizes.text(sample.memoryBytes()),
                sample.swapBytes() == 0 ? "" : "swap " + Sizes.text(sample.swapBytes()));
    }

    private static String disks(MachineSample sample) {
        return joined(
                Sizes.text(sample.diskRead()) + "/s",
                Sizes.text(sample.diskWritten()) + "/s",
                sample.diskFree() == 0 ? "" : Sizes.text(sample.diskFree()) + " free for its data");
    }

    private static String network(MachineSample sample) {
        return "in " + Sizes.text(sample.netReceived()) + "/s, out " + Sizes.text(sample.netSent()) + "/s";
    }

    static @Nullable String clock(@Nullable ClockSkew clock) {
        if (clock == null) {
            return null;
        }
        String way = clock.aheadMillis() < 0 ? " s behind the dispatcher's" : " s ahead of the dispatcher's";
        return seconds(Math.abs(clock.aheadMillis())) + way + ", give or take "
                + seconds((clock.roundTripMillis() + 1) / 2) + " s" + (clock.isOff() ? ": WRONG" : "");
    }

    static @Nullable String check(@Nullable CheckResult check) {
        return check == null ? null : check.passed() ? "passes" : "fails: " + check.reason();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
    }

    private static String percent(double part) {
        return Math.round(part * PERCENT) + " %";
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
