package org.puli.cli.install;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the unit of a dispatcher. */
@Command(
        name = "install",
        description =
                "Writes a systemd unit for a dispatcher on this machine and says how to start it. May be repeated;"
                        + " a unit that somebody has changed is left as it is.")
public final class DispatcherInstall implements Callable<Integer> {
    private static final String STATE = "dispatcher";

    @Mixin
    private final UnitOptions options = new UnitOptions();

    @Override
    public Integer call() {
        Path data = options.data(STATE);
        UnitText unit = new UnitText();
        options.common(unit, "dispatcher");
        unit.command("ExecStart", options.line("dispatcher", data))
                .comment("A reload reads the settings anew.")
                .set("ExecReload", "/bin/kill -HUP $MAINPID")
                .set("Restart", "always")
                .set("RestartSec", "1")
                .set("KillMode", "mixed")
                .set("TimeoutStopSec", "60")
                .set("LimitNOFILE", "65536")
                .set("NoNewPrivileges", "yes");
        if (!options.isUser()) {
            hardened(unit, data);
        }
        return options.finish("puli-dispatcher.service", unit);
    }

    private static void hardened(UnitText unit, @Nullable Path data) {
        boolean isUsual = Path.of("/var/lib/puli").resolve(STATE).equals(data);
        if (isUsual) {
            unit.set("StateDirectory", "puli/" + STATE).set("StateDirectoryMode", "0700");
        }
        unit.set("ProtectSystem", "strict");
        if (data != null && !isUsual) {
            unit.path("ReadWritePaths", data);
        }
        unit.set("ProtectHome", "read-only")
                .set("PrivateTmp", "yes")
                .set("PrivateDevices", "yes")
                .set("ProtectControlGroups", "yes")
                .set("ProtectKernelTunables", "yes")
                .set("ProtectKernelModules", "yes")
                .set("RestrictSUIDSGID", "yes")
                .set("LockPersonality", "yes")
                .set("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6");
    }
}
