package org.puli.cli.install;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the unit of a worker. */
@Command(
        name = "install",
        description =
                "Writes a systemd unit for a worker on this machine and says how to start it. May be repeated; a unit"
                        + " that somebody has changed is left as it is."
                        + " Restarting or reloading it keeps running commands.")
public final class WorkerInstall implements Callable<Integer> {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The worker's name on the farm, also part of the unit's (default: the host's name, and"
                    + " puli-worker.service).")
    private @Nullable WorkerName name;

    @Mixin
    private final UnitOptions options = new UnitOptions();

    @Override
    public Integer call() {
        String which = name == null ? "worker" : "worker-" + name;
        Path data = options.data(which);
        List<String> line = options.line("worker", data);
        if (name != null) {
            line.addAll(List.of("--name", name.value()));
        }
        UnitText unit = new UnitText();
        options.common(unit, name == null ? "worker" : "worker " + name);
        unit.command("ExecStart", line)
                .comment("A reload ends the daemon and leaves what runs to the next one, which Restart= starts.")
                .set("ExecReload", "/bin/kill -USR1 $MAINPID")
                .comment("A restart does the same (systemd 244 and newer); a stop ends what runs, tree by tree.")
                .set("RestartKillSignal", "SIGUSR1")
                .comment("Only the daemon: it ends its commands itself, and those that it leaves are to live.")
                .set("KillMode", "process")
                .set("Restart", "always")
                .set("RestartSec", "1")
                .comment("worker.stopTime and half a minute more.")
                .set("TimeoutStopSec", Long.toString(stopSeconds()))
                .comment("A command that the kernel ends for lack of memory does not end the worker.")
                .set("OOMPolicy", "continue")
                .set("Delegate", "yes")
                .set("TasksMax", "infinity")
                .set("LimitNOFILE", "65536");
        if (!options.isUser()) {
            hardened(unit, which, data);
        }
        return options.finish("puli-" + which + ".service", unit);
    }

    private static void hardened(UnitText unit, String which, @Nullable Path data) {
        if (Path.of("/var/lib/puli").resolve(which).equals(data)) {
            unit.set("StateDirectory", "puli/" + which);
        }
        unit.comment("No PrivateTmp, since commands share /tmp with everybody and with those of the next daemon.")
                .comment("Nothing that implies NoNewPrivileges, since what artists run may need mount or ping.")
                .set("ProtectSystem", "full");
    }

    private long stopSeconds() {
        Map<Setting, String> none = new EnumMap<>(Setting.class);
        Settings settings = Settings.read(options.config(), Map.of(), none);
        return settings.duration(Setting.WORKER_STOP_TIME)
                .plus(settings.duration(Setting.WORKER_GRACE))
                .plus(MARGIN)
                .toSeconds();
    }
}
