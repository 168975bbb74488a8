package org.puli.dispatcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.ConfigFile;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.daemon.Signals;
import org.puli.api.tls.TlsProblem;
import org.puli.dispatcher.http.PortTaken;
import org.puli.dispatcher.http.Tokens;
import org.puli.dispatcher.lead.LossFound;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.FolderLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code puli dispatcher run}. */
@Command(
        name = "puli dispatcher run",
        description = "Runs the dispatcher: takes jobs, shares the workers, keeps everything in its database.",
        mixinStandardHelpOptions = true,
        version = Version.TEXT,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped when asked to (SIGTERM, Ctrl-C)",
            "1:could not start, or failed",
            "2:bad flag or setting"
        })
public final class DispatcherMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DispatcherMain.class);

    @Option(
            names = {"--port", "--serverport", "-p"},
            paramLabel = "N",
            description = "TCP port (default 8004).")
    private @Nullable String port;

    @Option(
            names = {"--bind", "--server"},
            paramLabel = "ADDRESS",
            description = "Address to listen on (default 127.0.0.1). Any other than loopback makes tokens a must.")
    private @Nullable String bind;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default ~/.puli/dispatcher).")
    private @Nullable String data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "sqlite:FILE, postgresql://HOST/DATABASE, mariadb://HOST/DATABASE or memory (default"
                    + " sqlite:farm.db). Passwords are in database.passwordFile or PULI_DATABASE_PASSWORD.")
    private @Nullable String database;

    @Option(
            names = "--accept-loss",
            description = "Begin once though the database lacks something that was acknowledged: a replica that lagged"
                    + " was promoted, or an older backup restored. What is missing stays missing.")
    private boolean acceptsLoss;

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
            description = "Log to the terminal instead of DATA/logs/dispatcher.log.")
    private boolean console;

    /** Runs the program and ends the process with its exit code. */
    public static void main(String... arguments) {
        String[] rest = arguments.length > 0 && arguments[0].equals("run")
                ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        System.exit(new CommandLine(new DispatcherMain()).execute(rest));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return serve();
        } catch (BadSetting e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (TlsProblem e) {
            System.err.println("The dispatcher cannot speak TLS: " + e.getMessage());
            return 2;
        } catch (StoreFailure | LeadershipLost | LossFound | PortTaken | IOException e) {
            System.err.println("The dispatcher cannot start: " + e.getMessage());
            LOG.error("Start failed", e);
            return 1;
        }
    }

    private int serve() throws IOException, InterruptedException {
        Settings all = settings();
        DispatcherConfig settings = DispatcherConfig.of(all);
        FolderLock.make(settings.data());
        if (console) {
            DispatcherLog.toConsole(settings.debug());
        } else {
            DispatcherLog.toFile(settings.data().resolve("logs/dispatcher.log"), settings.debug());
        }
        boolean isOpen = !Dispatcher.isLoopback(settings.bind());
        boolean isFirst = isOpen
                && !Tokens.file(settings.data(), Tokens.Role.ADMIN).toFile().exists();
        Reload reload = new Reload(this::settings);
        CountDownLatch asked = Signals.end();
        StandbyConfig standby = StandbyConfig.of(all, acceptsLoss);
        try (Dispatcher dispatcher = new Dispatcher(settings, standby, reload)) {
            reload.use(dispatcher);
            Signals.onHangUp(reload::runQuietly);
            greet(settings, dispatcher, isFirst);
            if (isOpen && settings.tls() == null && all.flag(Setting.TLS_WARN)) {
                warn();
            }
            asked.await();
        }
        LOG.info("Stopped");
        return 0;
    }

    private static void greet(DispatcherConfig settings, Dispatcher dispatcher, boolean isFirst) {
        String host = settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
        String address = (settings.tls() == null ? "http://" : "https://") + host + ":" + dispatcher.port();
        String part = dispatcher.isLeading() ? dispatcher.loadedJobCount() + " jobs loaded" : "another one leads";
        LOG.info("Listening on {}, data in {}, {}", address, settings.data(), part);
        System.err.println("Puli dispatcher listens on " + address + ", its data is in " + settings.data()
                + (dispatcher.isLeading() ? "" : "; it stands by, for another one leads"));
        if (isFirst) {
            System.err.println("""
                    This dispatcher is open to the network, so every request needs a token. Two were made:
                      %s    for people: copy it to ~/.config/puli/token on your machine
                      %s   for workers: copy it to each and start them with worker.tokenFile set to it
                    Only their owner can read these files. This is said once.""".formatted(
                    Tokens.file(settings.data(), Tokens.Role.ADMIN), Tokens.file(settings.data(), Tokens.Role.WORKER)));
        }
    }

    private static void warn() {
        String warning = "requests and tokens travel without TLS, readable for whoever is on the way; see"
                + " dispatcher.tls.certificate, or set tls.warn to false where that is as it should be";
        LOG.warn("Open to the network: {}", warning);
        System.err.println("Warning: " + warning);
    }

    private Settings settings() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.DISPATCHER_PORT, port);
        put(flags, Setting.DISPATCHER_BIND, bind);
        put(flags, Setting.DISPATCHER_DATA, data);
        put(flags, Setting.DATABASE_URL, database);
        if (debug) {
            flags.put(Setting.DISPATCHER_DEBUG, "true");
        }
        return Settings.read(ConfigFile.find(config, System.getenv()), System.getenv(), flags);
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting, value);
        }
    }
}
