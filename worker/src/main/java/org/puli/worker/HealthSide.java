package org.puli.worker;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.local.LocalSample;
import org.puli.api.spec.Platform;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.availability.Willingness;
import org.puli.worker.health.CheckGate;
import org.puli.worker.health.CheckScript;
import org.puli.worker.health.ClockWatch;
import org.puli.worker.health.LiveVitals;
import org.puli.worker.health.Samples;
import org.puli.worker.health.Vitals;
import org.puli.worker.host.GpuWatch;
import org.puli.worker.host.HostFacts;
import org.puli.worker.host.LinuxHost;
import org.puli.worker.host.LiveHost;
import org.puli.worker.host.PortableHost;

/** All that looks at a worker's machine: what it is, how it is, and whether it may work. Safe on every thread. */
final class HealthSide implements AutoCloseable {
    private final LiveHost host;
    private final LiveVitals vitals;
    private final ClockWatch clock;
    private final @Nullable CheckScript check;

    private HealthSide(LiveHost host, LiveVitals vitals, ClockWatch clock, @Nullable CheckScript check) {
        this.host = host;
        this.vitals = vitals;
        this.clock = clock;
        this.check = check;
    }

    /** Begins to look; {@code wake} is called when something that others should know has changed. */
    static HealthSide open(WorkerConfig config, String version, Runnable wake) {
        HealthSettings settings = config.health();
        Path script = settings.checkScript();
        CheckScript check =
                script == null ? null : CheckScript.start(script, settings.checkEvery(), settings.checkTime(), wake);
        GpuWatch gpus = new GpuWatch(System.getenv().getOrDefault("PATH", ""));
        LiveHost host = LiveHost.open(plan(config, version), gpus, wake);
        ClockWatch clock = new ClockWatch(settings.clockSkew());
        LiveVitals vitals = new LiveVitals(
                Samples.start(config.data(), settings.sampleEvery(), WorkerClocks.system()::monoMillis, gpus::use),
                clock,
                () -> check == null ? null : check.find(),
                host::warnings);
        return new HealthSide(host, vitals, clock, check);
    }

    private static HostFacts host(WorkerConfig config, String version) {
        return Platform.find(System.getProperty("os.name")) == Platform.LINUX
                ? new LinuxHost(config.cores(), config.memoryBytes(), config.equipment(), version)
                : new PortableHost(config.cores(), config.memoryBytes(), config.equipment(), version);
    }

    private static LiveHost.Plan plan(WorkerConfig config, String version) {
        HealthSettings settings = config.health();
        return new LiveHost.Plan(
                host(config, version).facts(),
                settings.gpus(),
                settings.gpuMemoryBytes(),
                settings.factsFolder(),
                settings.factsEvery(),
                config.link().servers().getFirst());
    }

    /** What the machine is. */
    HostFacts host() {
        return host;
    }

    /** How it is. */
    Vitals vitals() {
        return vitals;
    }

    /** How busy it was in the last minutes, the oldest first. */
    List<LocalSample> samples() {
        return vitals.samples().all().stream()
                .map(taken -> new LocalSample(taken.at(), taken.sample()))
                .toList();
    }

    /** The GPUs that may be given to commands, as the driver names them. */
    List<String> gpuIds() {
        return host.gpuIds();
    }

    /** Lets the worker take work only after its check has passed, if it has one. */
    Willingness behind(Willingness others) {
        CheckScript script = check;
        return script == null ? others : new CheckGate(others, script);
    }

    /** A report leaves. */
    void sent(WorkerReport report) {
        clock.sent(report.number(), WorkerClocks.system().monoMillis());
    }

    /** A connection begins. */
    void reconnected() {
        clock.reconnected();
    }

    /** Orders came. */
    void answered(WorkerOrders orders) {
        clock.answered(orders, System.currentTimeMillis(), WorkerClocks.system().monoMillis());
    }

    @Override
    public void close() {
        host.close();
        vitals.close();
        CheckScript script = check;
        if (script != null) {
            script.close();
        }
    }
}
