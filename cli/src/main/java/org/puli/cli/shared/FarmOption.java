package org.puli.cli.shared;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.config.ConfigFile;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.tls.ClientTls;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which farm is meant. */
public final class FarmOption {
    @Option(
            names = {"--server", "-s"},
            paramLabel = "URL",
            description = "The dispatcher; several with commas (default: PULI_SERVER, else client.server of the config"
                    + " file, else http://127.0.0.1:8004).")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token (default: PULI_TOKEN_FILE, else client.tokenFile of the config file,"
                    + " else ~/.config/puli/token).")
    private @Nullable String tokenFile;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /**
     * A client of that farm; the caller closes it.
     *
     * @throws org.puli.api.config.BadSetting when a setting cannot be used
     */
    public FarmClient open() {
        return new FarmClient(address());
    }

    private FarmAddress address() {
        Settings settings = Settings.read(ConfigFile.find(null, System.getenv()), System.getenv(), flags());
        var servers = settings.servers(Setting.CLIENT_SERVER);
        String token = settings.has(Setting.CLIENT_TOKEN_FILE)
                ? TokenFile.read(settings.path(Setting.CLIENT_TOKEN_FILE), this::warn)
                : TokenFile.findUsual(ConfigFile.folder().resolve("token"), servers, this::warn);
        List<URI> readable = token == null ? List.of() : ClientTls.readableByOthers(servers);
        if (!readable.isEmpty() && settings.flag(Setting.TLS_WARN)) {
            warn("Warning: the token travels to " + readable + " without TLS, readable for whoever is on the way; use"
                    + " https, or set tls.warn to false where that is as it should be");
        }
        return new FarmAddress(
                servers,
                token,
                System.getProperty("user.name", "anonymous"),
                settings.has(Setting.TLS_CA) ? settings.path(Setting.TLS_CA) : null,
                settings.has(Setting.CLIENT_PROXY) ? settings.proxy(Setting.CLIENT_PROXY) : null);
    }

    private Map<Setting, String> flags() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        if (server != null) {
            flags.put(Setting.CLIENT_SERVER, server);
        }
        if (tokenFile != null) {
            flags.put(Setting.CLIENT_TOKEN_FILE, Path.of(tokenFile).toString());
        }
        return flags;
    }

    private void warn(String text) {
        if (verb != null) {
            verb.commandLine().getErr().println(text);
        }
    }
}
