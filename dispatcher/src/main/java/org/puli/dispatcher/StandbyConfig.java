package org.puli.dispatcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.lead.Leadership;

/**
 * What a dispatcher is to others on the same database.
 *
 * @param address where it is for workers, people and other dispatchers; empty for what can be guessed
 * @param acceptsLoss whether it begins though something acknowledged is missing
 * @param cutOffAfter how long it leads without reaching the database while others stand by
 * @param authorities PEM file of those whose certificates are believed when the leader is asked; null for the machine's
 */
record StandbyConfig(
        String address,
        boolean acceptsLoss,
        Duration cutOffAfter,
        @Nullable Path authorities) {
    /** Nothing was said. */
    static final StandbyConfig NONE = new StandbyConfig("", false, Leadership.CUT_OFF_AFTER, null);

    private static final Duration SHORTEST_CUT_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_CUT_OFF = Duration.ofMinutes(10);

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
        return new StandbyConfig(text, acceptsLoss, cutOffAfter(settings), authorities);
    }

    private static Duration cutOffAfter(Settings settings) {
        Duration after = settings.duration(Setting.DISPATCHER_CUT_OFF_AFTER);
        if (after.compareTo(SHORTEST_CUT_OFF) < 0 || after.compareTo(LONGEST_CUT_OFF) > 0) {
            throw new BadSetting(Setting.DISPATCHER_CUT_OFF_AFTER.key() + " has to be from 1s to 10m", null);
        }
        return after;
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
