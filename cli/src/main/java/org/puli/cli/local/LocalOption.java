package org.puli.cli.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.ConfigFile;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.config.WorkerPlace;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.api.local.LocalWorker;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which worker of this machine is meant, the same as those of {@code puli worker run}. */
final class LocalOption {
    @Option(names = "--name", paramLabel = "NAME", description = "The worker's name (default: the host's name).")
    private @Nullable String name;

    @Option(names = "--data", paramLabel = "DIR", description = "Its data folder (default ~/.puli/worker-NAME).")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Config file (default: PULI_CONFIG, else ~/.config/puli/puli.yaml).")
    private @Nullable Path config;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /**
     * Asks that worker.
     *
     * @throws org.puli.api.config.BadSetting when a setting cannot be used
     * @throws org.puli.api.local.LocalFailure when it cannot be asked or says no
     */
    LocalStatus ask(LocalRequest request) {
        return new LocalWorker(place().data()).ask(request);
    }

    /** Prints a line about that worker. */
    void say(LocalStatus status, String words) {
        PrintWriter out = Given.value(verb).commandLine().getOut();
        out.println("worker " + status.name() + " " + words);
    }

    private WorkerPlace place() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.WORKER_NAME, name);
        put(flags, Setting.WORKER_DATA, data);
        return WorkerPlace.of(Settings.read(ConfigFile.find(config, System.getenv()), System.getenv(), flags));
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting, value);
        }
    }
}
