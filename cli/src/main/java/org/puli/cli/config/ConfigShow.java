package org.puli.cli.config;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.ConfigFile;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.cli.shared.Colors;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows settings. */
@Command(
        name = "show",
        description = {
            "Shows every setting on this machine: its value, where that comes from, and what it means.",
            "Later wins: built in, the config file, environment variables, flags of the program that runs."
        })
final class ConfigShow implements Callable<Integer> {
    private static final Columns<Line> SETTINGS = new Columns<Line>()
            .raw("key", Line::key)
            .raw("value", Line::value)
            .raw("source", Line::source)
            .raw("reloadable", Line::reloadable)
            .raw("variable", Line::variable)
            .raw("meaning", Line::meaning);

    private static final Columns<Puli1Setting> PULI1 = new Columns<Puli1Setting>()
            .raw("puli1", Puli1Setting::name)
            .raw("now", Puli1Setting::now)
            .raw("remark", Puli1Setting::remark);

    /** One setting as it is shown. */
    record Line(String key, String value, String source, boolean reloadable, String variable, String meaning) {}

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The config file (default: PULI_CONFIG, else ~/.config/puli/puli.yaml if it is there).")
    private @Nullable Path config;

    @Option(names = "--puli1", description = "Shows instead what became of each setting of Puli 1.x.")
    private boolean puli1;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (puli1) {
            output.list(Puli1Setting.ALL, PULI1, ConfigShow::printPuli1);
        } else {
            Path file = ConfigFile.find(config, System.getenv());
            List<Line> lines = lines(Settings.read(file, System.getenv(), Map.of()));
            output.list(lines, SETTINGS, out -> print(lines, file, out));
        }
        return ExitCodes.DONE;
    }

    private static void print(List<Line> lines, @Nullable Path file, PrintWriter out) {
        out.println(
                "Config file: " + (file == null ? "none (" + ConfigFile.folder().resolve("puli.yaml") + ")" : file));
        Terminal terminal = Terminal.here();
        for (Line line : lines) {
            out.println();
            String name = Colors.bold(line.key(), terminal);
            String value = line.value().isEmpty() ? "not set" : line.value() + "  (" + line.source() + ")";
            out.println(name + " = " + value);
            out.println("    " + line.meaning() + (line.reloadable() ? "; reloadable" : ""));
        }
    }

    private static void printPuli1(PrintWriter out) {
        for (Puli1Setting setting : Puli1Setting.ALL) {
            out.println(setting.name() + " -> " + setting.now());
            out.println("    " + setting.remark());
        }
    }

    private static List<Line> lines(Settings settings) {
        return Stream.of(Setting.values())
                .map(setting -> new Line(
                        setting.key(),
                        shown(settings, setting),
                        settings.value(setting).source(),
                        setting.isReloadable(),
                        setting.variable(),
                        setting.meaning()))
                .toList();
    }

    /** Whoever looks over a shoulder reads no password. */
    private static String shown(Settings settings, Setting setting) {
        boolean secret = setting == Setting.DATABASE_PASSWORD && settings.has(setting);
        return secret ? "(set, not shown)" : settings.text(setting);
    }
}
