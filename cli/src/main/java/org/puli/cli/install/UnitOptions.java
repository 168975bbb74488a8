package org.puli.cli.install;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What both install verbs are told: whose systemd, which program, which files. */
final class UnitOptions {
    private static final Path SYSTEM = Path.of("/etc/systemd/system");
    private static final Path STATE = Path.of("/var/lib/puli");
    private static final String USUAL_USER = "puli";

    @Option(
            names = "--user",
            description =
                    "For your own systemd, below ~/.config/systemd/user, without root; it runs while you are logged"
                            + " in, or always after 'loginctl enable-linger'.")
    private boolean user;

    @Option(
            names = "--run-as",
            paramLabel = "USER",
            description = "The user that a unit of the system runs as (default: puli); it must exist.")
    private @Nullable String runAs;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The config file that the daemon is started with (default: its user's).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Its data folder (default: below /var/lib/puli; with --user what its settings say).")
    private @Nullable Path data;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "The program 'puli' that the unit starts (default: this one).")
    private @Nullable Path program;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The folder to write the unit to (default: /etc/systemd/system, or that of --user).")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "Print the unit and write nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Write the unit anew even if somebody has changed it.")
    private boolean force;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    boolean isUser() {
        return user;
    }

    @Nullable
    Path config() {
        return config == null ? null : absolute(config);
    }

    /** The daemon's data folder; null for what its settings say. */
    @Nullable
    Path data(String usual) {
        if (data != null) {
            return absolute(data);
        }
        return user ? null : STATE.resolve(usual);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** The line that starts a daemon, without its own options. */
    List<String> line(String daemon, @Nullable Path place) {
        List<String> words = new ArrayList<>(List.of(program().toString(), daemon, "run"));
        Path file = config();
        if (file != null) {
            words.addAll(List.of("--config", file.toString()));
        }
        if (place != null) {
            words.addAll(List.of("--data", place.toString()));
        }
        return words;
    }

    private Path program() {
        String launcher = System.getenv("PULI_LAUNCHER");
        Path found = program != null ? program : launcher == null ? null : Path.of(launcher);
        if (found == null) {
            throw new BadInput("which program is the unit to start? Name it with --program");
        }
        if (!Files.isExecutable(found)) {
            throw new BadInput("there is no program " + found + " (--program)");
        }
        return absolute(found);
    }

    /** What both units say of the program. */
    void common(UnitText unit, String daemon) {
        unit.section("Unit").set("Description", "Puli " + daemon);
        if (!user) {
            unit.set("Wants", "network-online.target").set("After", "network-online.target remote-fs.target");
        }
        unit.comment("It is started again for ever, also when the network is away for long.")
                .set("StartLimitIntervalSec", "0")
                .section("Service")
                .set("Type", "exec");
        if (!user) {
            unit.set("User", runAs());
        }
        unit.variable("PULI_JDK", Path.of(System.getProperty("java.home"))).set("Environment", "PULI_BUILD=never");
    }

    private String runAs() {
        String name = runAs == null ? USUAL_USER : runAs;
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,31}")) {
            throw new BadInput("'" + name + "' is not a name of a user (--run-as)");
        }
        return name;
    }

    private void checkUser() {
        if (user && runAs != null) {
            throw new BadInput("--run-as is for units of the system; with --user it is you");
        }
        if (!user && folder == null && !Accounts.exists(runAs())) {
            throw new BadInput("there is no user '" + runAs() + "' on this machine; make one with 'useradd --system"
                    + " --create-home " + runAs() + "', or name another with --run-as");
        }
    }

    /** Ends a unit, writes or prints it, and says what comes next. */
    int finish(String name, UnitText unit) {
        unit.section("Install").set("WantedBy", user ? "default.target" : "multi-user.target");
        UnitFile file = new UnitFile(folder().resolve(name), unit.toString());
        PrintWriter out = Given.value(verb).commandLine().getOut();
        if (dryRun) {
            out.print(file.text());
            return ExitCodes.DONE;
        }
        checkUser();
        switch (file.write(force)) {
            case NEW -> out.println("wrote " + file.path());
            case REPLACED -> out.println("wrote " + file.path() + " anew");
            case SAME -> out.println(file.path() + " is as it should be");
        }
        String systemctl = user ? "systemctl --user " : "systemctl ";
        out.println("Next: " + systemctl + "daemon-reload && " + systemctl + "enable --now " + name);
        return ExitCodes.DONE;
    }

    private Path folder() {
        if (folder != null) {
            return absolute(folder);
        }
        return user ? Path.of(System.getProperty("user.home"), ".config/systemd/user") : SYSTEM;
    }
}
