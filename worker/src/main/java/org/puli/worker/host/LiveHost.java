package org.puli.worker.host;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.WorkerFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine as it is now: what it offers, its GPUs, its disks, and what the site's scripts say of it. Each kind is
 * looked at on a thread of its own, so that a dead mount or a script that hangs holds up nothing else.
 */
public final class LiveHost implements HostFacts, AutoCloseable {
    /** How often the machine itself is looked at. */
    static final Duration MACHINE_EVERY = Duration.ofMinutes(1);

    /** How often the GPUs are looked at: their program takes a while of a processor. */
    static final Duration GPUS_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(LiveHost.class);

    /** So long each first look is waited for, so that a worker does not begin with less than it has. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    /**
     * What of it the settings decide.
     *
     * @param base what it offers if nothing else is found
     * @param gpus how many GPUs it offers; null for all that are found
     * @param gpuMemoryBytes the memory of each; null for what they tell
     * @param factsFolder the site's scripts; null for none
     * @param factsEvery how often those run
     * @param server the dispatcher
     */
    public record Plan(
            WorkerFacts base,
            @Nullable Integer gpus,
            @Nullable Long gpuMemoryBytes,
            @Nullable Path factsFolder,
            Duration factsEvery,
            URI server) {}

    /** What was found last, and what is made of it. */
    private record Found(WorkerFacts facts, GpuOffer gpus) {}

    private final Plan plan;
    private final GpuWatch gpus;
    private final @Nullable FactsFolder scripts;
    private final MachineReader reader;
    private final Runnable changed;
    private final List<Thread> threads = new ArrayList<>();
    private volatile MachineFacts machine = MachineFacts.NONE;
    private volatile Found found;

    private LiveHost(Plan plan, GpuWatch gpus, Runnable changed) {
        this.plan = plan;
        this.gpus = gpus;
        this.scripts = plan.factsFolder() == null ? null : new FactsFolder(plan.factsFolder());
        this.reader = new MachineReader(Path.of("/"), plan.server());
        this.changed = changed;
        this.found = find();
    }

    /**
     * Begins to look, and returns when everything was looked at once, or after some seconds for each.
     *
     * @param changed called from any thread when the facts are others than before
     */
    public static LiveHost open(Plan plan, GpuWatch gpus, Runnable changed) {
        LiveHost host = new LiveHost(plan, gpus, changed);
        host.repeat("gpus", GPUS_EVERY, gpus::look);
        host.repeat("machine", MACHINE_EVERY, host::lookAtMachine);
        FactsFolder scripts = host.scripts;
        if (scripts != null) {
            host.repeat("facts-scripts", plan.factsEvery(), scripts::look);
        }
        return host;
    }

    private void repeat(String name, Duration every, Runnable look) {
        threads.add(HostThreads.repeat(name, every, () -> lookWith(name, look), FIRST_LOOK));
    }

    private void lookWith(String name, Runnable look) {
        try {
            look.run();
            renew();
        } catch (RuntimeException e) {
            LOG.error("A look at this machine ({}) failed; what was known stays", name, e);
        }
    }

    private void lookAtMachine() {
        try {
            machine = reader.read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        boolean isNew;
        synchronized (this) {
            Found now = find();
            isNew = !now.equals(found);
            found = now;
        }
        if (isNew) {
            changed.run();
        }
    }

    private Found find() {
        WorkerFacts base = plan.base();
        GpuOffer offer = GpuOffer.of(gpus.gpus(), plan.gpus(), plan.gpuMemoryBytes());
        SiteFacts said = scripts == null ? SiteFacts.NONE : scripts.facts();
        MachineFacts now = machine;
        return new Found(
                new WorkerFacts(
                        base.cores(),
                        base.memoryBytes(),
                        base.platform(),
                        base.version(),
                        said.addedTo(base.equipment(), offer),
                        new MachineFacts(
                                now.cpuModel(),
                                now.physicalCores(),
                                now.threads(),
                                now.memoryBytes(),
                                now.swapBytes(),
                                now.os(),
                                now.kernel(),
                                now.address(),
                                gpus.gpus(),
                                now.disks())),
                offer);
    }

    @Override
    public WorkerFacts facts() {
        return found.facts();
    }

    /** The GPUs that may be given to commands, as the driver names them. */
    public List<String> gpuIds() {
        return found.gpus().ids();
    }

    /** What a person should know of it. */
    public Stream<String> warnings() {
        Integer wanted = plan.gpus();
        int offered = found.gpus().ids().size();
        Stream<String> fewer = wanted != null && offered < wanted
                ? Stream.of("worker.gpus is " + wanted + ", and this machine has " + offered)
                : Stream.empty();
        Stream<String> said = scripts == null ? Stream.empty() : scripts.warnings();
        return Stream.of(gpus.warnings(), fewer, said).flatMap(all -> all);
    }

    /** Looks at nothing any more. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
