package org.puli.cli;

import java.util.List;
import java.util.Objects;
import org.puli.cli.install.DispatcherInstall;
import org.puli.cli.lead.DispatcherHandover;
import org.puli.cli.lead.DispatcherLeader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The verbs that are programs of their own, which the launcher starts. They are known here so that help and completion
 * tell of them. Stateless.
 */
final class OtherPrograms {
    private OtherPrograms() {}

    static void addTo(CommandLine puli) {
        List<String> daemon = List.of("--data", "--config", "--debug", "--console");
        CommandSpec dispatcher = spec("dispatcher", "The dispatcher: run, install, leader, handover.");
        dispatcher.addSubcommand(
                "run",
                program("run", "Runs the dispatcher.", daemon, "--port", "--bind", "--database", "--accept-loss"));
        dispatcher.addSubcommand("install", new CommandLine(new DispatcherInstall()));
        dispatcher.addSubcommand("leader", new CommandLine(new DispatcherLeader()));
        dispatcher.addSubcommand("handover", new CommandLine(new DispatcherHandover()));
        puli.addSubcommand("dispatcher", dispatcher);
        puli.addSubcommand("database", database());
        CommandLine worker = Objects.requireNonNull(puli.getSubcommands().get("worker"));
        worker.addSubcommand(
                "run", program("run", "Runs a worker.", daemon, "--server", "--name", "--cores", "--memory"));
        CommandSpec bench = spec("bench", "Measures how fast it is: dispatch, submit, run.");
        List<String> load = List.of("--workers", "--jobs", "--commands", "--output");
        for (String name : List.of("dispatch", "submit", "run")) {
            bench.addSubcommand(name, program(name, "Measures " + name + ".", load));
        }
        puli.addSubcommand("bench", bench);
        puli.addSubcommand(
                "simulate",
                program("simulate", "Runs whole farms in virtual time.", List.of("--seeds", "--seed", "--plant")));
        puli.addSubcommand(
                "crash",
                program(
                        "crash",
                        "Kills real processes and checks what is left.",
                        List.of("--rounds", "--seed", "--kill")));
        puli.addSubcommand("test", program("test", "Runs every test.", List.of()));
        puli.addSubcommand("build", program("build", "Builds what is not up to date.", List.of()));
    }

    private static CommandSpec database() {
        CommandSpec database = spec("database", "The farm's database: check, migrate, backup, restore, copy, clean.");
        List<String> own = List.of("--data", "--config", "--database");
        String connected = "--although-connected";
        database.addSubcommand(
                "check", program("check", "Looks at it and says what is wrong.", own, "--quick", "--output"));
        database.addSubcommand(
                "migrate",
                program("migrate", "Brings its tables to this release's form.", own, "--dry-run", connected));
        database.addSubcommand("backup", program("backup", "Writes one moment of it to a file.", own));
        database.addSubcommand(
                "restore",
                program("restore", "Brings it back from a backup.", own, "--replace", "--as-new-farm", connected));
        database.addSubcommand(
                "copy",
                program(
                        "copy",
                        "Copies it into another database.",
                        own,
                        "--from-password-file",
                        "--to-password-file",
                        connected));
        database.addSubcommand(
                "clean",
                program(
                        "clean",
                        "Deletes all jobs, all history, or everything.",
                        own,
                        "--jobs",
                        "--history",
                        "--all",
                        "--yes",
                        connected));
        return database;
    }

    private static CommandSpec spec(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        return spec;
    }

    private static CommandSpec program(String name, String description, List<String> options, String... more) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Runnable) () -> {
                    throw new IllegalStateException("this verb is started by the script 'puli'");
                })
                .name(name);
        spec.usageMessage().description(description);
        options.forEach(option -> add(spec, option));
        List.of(more).forEach(option -> add(spec, option));
        return spec;
    }

    private static void add(CommandSpec spec, String option) {
        spec.addOption(
                OptionSpec.builder(option).type(String.class).arity("0..1").build());
    }
}
