package org.puli.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.ConfigFile;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.daemon.Signals;
import org.puli.api.tls.ClientTls;
import org.puli.worker.link.LinkSettings;
import org.puli.worker.run.RunSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code puli worker run}. */
@Command(
        name = "puli worker run",
        description = "Runs a worker: takes commands from the dispatcher and runs them on this machine. Told to end"
                + " (SIGTERM, Ctrl-C, puli worker local stop) it takes nothing new, lets what runs go on for"
                + " worker.stopTime, hands back the rest and ends; told once more it ends at once. Told by SIGUSR1 or"
                + " puli worker local stop --keep it leaves what runs to the worker that is started next.",
        mixinStandardHelpOptions = true,
        version = WorkerMain.VERSION,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended when told to", "1:could not start, or failed", "2:bad flag or setting"})
public final class WorkerMain implements Callable<Integer> {
    static final String VERSION = "2.0.0-SNAPSHOT";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

    @Option(
            names = {"--server", "-s"},
            paramLabel = "URL",
            description = "The dispatcher (default PULI_SERVER, else http://127.0.0.1:8004); several with commas.")
    private @Nullable String server;

    @Option(names = "--serverport", paramLabel = "N", description = "The dispatcher's port, when --server is a host.")
    private @Nullable Integer serverPort;

    @Option(names = "--name", paramLabel = "NAME", description = "Name on the farm (default: the host's name).")
    private @Nullable String name;

    @Option(names = "--cores", paramLabel = "N", description = "Cores to offer (default: all).")
    private @Nullable String cores;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory to offer, as 12G (default: all).")
    private @Nullable String memory;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default ~/.puli/worker-NAME).")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Config file (default: PULI_CONFIG, else ~/.config/puli/puli.yaml).")
    private @Nullable Path config;

    @Option(
            names = {"--debug", "-d"},
            description = "Say more in the log.")
    private boolean debug;

    @Option(
            names = {"--console", "-C"},
            description = "Log to the terminal instead of DATA/worker.log.")
    private boolean console;

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        String[] rest = arguments.length > 0 && arguments[0].equals("run")
                ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        System.exit(new CommandLine(new WorkerMain()).execute(rest));
    }

    @Override
    public Integer call() {
        try {
            Settings all = settings();
            return work(WorkerConfig.of(all), all.flag(Setting.TLS_WARN));
        } catch (BadSetting e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (IOException | RuntimeException e) {
            System.err.println("The worker cannot start: " + e.getMessage());
            LOG.error("Start failed", e);
            return 1;
        }
    }

    private int work(WorkerConfig settings, boolean warns) throws IOException {
        if (console) {
            WorkerLog.toConsole(settings.debug());
        } else {
            WorkerLog.toFile(settings.data().resolve("worker.log"), settings.debug());
        }
        Ending ending = new Ending();
        Signals.onEnd(() -> ending.signal(settings.stopTime()));
        Signals.onLeave(() -> leave(ending, settings));
        RunningWorker worker = new RunningWorker(settings, VERSION, ending);
        String servers = settings.link().servers().toString();
        LOG.info("Worker {} serves {}, data in {}", settings.name(), servers, settings.data());
        System.err.println(
                "Puli worker " + settings.name() + " serves " + servers + ", its data is in " + settings.data());
        if (warns) {
            warn(settings.link());
        }
        worker.untilEnded();
        return 0;
    }

    private static void warn(LinkSettings link) {
        List<URI> readable = ClientTls.readableByOthers(link.servers());
        if (!readable.isEmpty()) {
            String warning = "reports and the token travel to " + readable + " without TLS, readable for whoever is on"
                    + " the way; use https, or set tls.warn to false where that is as it should be";
            LOG.warn("{}", warning);
            System.err.println("Warning: " + warning);
        }
    }

    private static void leave(Ending ending, WorkerConfig settings) {
        if (settings.run().keep() == RunSettings.Keep.NEVER) {
            ending.signal(settings.stopTime());
        } else {
            ending.leave(WorkerConfig.leaveTime(settings.stopTime()));
        }
    }

    private Settings settings() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.WORKER_SERVER, server());
        put(flags, Setting.WORKER_NAME, name);
        put(flags, Setting.WORKER_CORES, cores);
        put(flags, Setting.WORKER_MEMORY, memory);
        put(flags, Setting.WORKER_DATA, data);
        if (debug) {
            flags.put(Setting.WORKER_DEBUG, "true");
        }
        return Settings.read(ConfigFile.find(config, System.getenv()), System.getenv(), flags);
    }

    /** Puli 1.x named host and port apart. */
    private @Nullable String server() {
        if (serverPort == null) {
            return server;
        }
        String host = server == null ? "127.0.0.1" : server;
        return host.contains("://") ? host : "http://" + host + ":" + serverPort;
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting, value);
        }
    }
}
