package org.puli.worker.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;

/** This machine as the JDK sees it, on any platform. Read once, at the start. */
public final class PortableHost implements HostFacts {
    private final WorkerFacts facts;

    /**
     * Reads the machine.
     *
     * @param cores whole cores to offer, from 1; null for all
     * @param memoryBytes memory to offer; null for all
     * @param equipment what else it offers
     * @param version the worker's release
     */
    public PortableHost(@Nullable Integer cores, @Nullable Long memoryBytes, Equipment equipment, String version) {
        facts = new WorkerFacts(
                cores == null ? Runtime.getRuntime().availableProcessors() : cores,
                memoryBytes == null ? memory() : memoryBytes,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                version,
                equipment);
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    @Override
    public WorkerFacts facts() {
        return facts;
    }
}
