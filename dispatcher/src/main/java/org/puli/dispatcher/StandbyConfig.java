package org.puli.dispatcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;

/**
 * What a dispatcher is to others on the same database.
 *
 * @param address where it is for workers, people and other dispatchers; empty for what can be guessed
 * @param acceptsLoss whether it begins though something acknowledged is missing
 * @param authorities PEM file of those whose certificates are believed when the leader is asked; null for the machine's
 */
record StandbyConfig(
        String address, boolean acceptsLoss, @Nullable Path authorities) {
    /** Nothing was said. */
    static final StandbyConfig NONE = new StandbyConfig("", false, null);

    private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s,?#@]+");
    private static final int LONGEST_ADDRESS = 200;

    /**
     * Takes the settings' values.
     *
     * @throws BadSetting when one cannot be used
     */
    static StandbyConfig of(Settings settings, boolean acceptsLoss) {
        Settings.Value address = settings.value(Setting.DISPATCHER_ADDRESS);
        String text = address.text().strip().replaceAll("/+$", "").toLowerCase(Locale.ROOT);
        boolean isUsable = text.isEmpty() || (text.length() <= LONGEST_ADDRESS && isAddress(text));
        if (!isUsable) {
            throw new BadSetting(
                    Setting.DISPATCHER_ADDRESS.key() + " is '" + address.text() + "' (from " + address.source()
                            + "); expected how others reach this dispatcher, such as http://farm1:8004",
                    null);
        }
        Path authorities = settings.has(Setting.TLS_CA) ? settings.path(Setting.TLS_CA) : null;
        return new StandbyConfig(text, acceptsLoss, authorities);
    }

    private static boolean isAddress(String text) {
        try {
            return ADDRESS.matcher(text).matches() && URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where the dispatcher is for others that listens so. */
    String address(DispatcherConfig config, int port) {
        if (!address.isEmpty()) {
            return address;
        }
        String host = isAny(config.bind()) ? hostName() : config.bind();
        return (config.tls() == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port;
    }

    private static boolean isAny(String bind) {
        try {
            return InetAddress.getByName(bind).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The name by which the machine knows itself. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
