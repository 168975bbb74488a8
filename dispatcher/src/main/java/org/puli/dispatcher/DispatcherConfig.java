package org.puli.dispatcher;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.database.DatabaseSettings;
import org.puli.dispatcher.http.TlsFiles;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.farm.decide.Rules;
import org.puli.farm.decide.Rules.Quarantine;
import org.puli.farm.decide.Rules.Wake;

/**
 * What a dispatcher runs with.
 *
 * @param wakeTarget where wake packets are sent to
 * @param database what keeps the farm
 * @param tls its certificate and key; null to serve without TLS
 * @param retention how long the history keeps what
 * @param history what keeps what belongs to jobs that have left memory; null for the same database
 */
public record DispatcherConfig(
        String bind,
        int port,
        Path data,
        DatabaseAddress database,
        Rules rules,
        InetSocketAddress wakeTarget,
        boolean debug,
        @Nullable TlsFiles tls,
        Retention retention,
        @Nullable DatabaseAddress history) {
    /** Where wake packets go if nothing else is said. */
    public static final InetSocketAddress EVERYBODY =
            new InetSocketAddress(InetAddress.ofLiteral("255.255.255.255"), 9);

    private static final int HIGHEST_PORT = 65_535;
    private static final long SHORTEST_HEARTBEAT_MILLIS = 100;
    private static final int MOST_WAKES = 1_000;
    private static final int MOST_TRIES = 100;
    private static final long SHORTEST_WAKE_MILLIS = 1_000;
    private static final int MOST_QUARANTINE_FAILURES = 100;
    private static final long LONGEST_PROBATION_MILLIS = 24 * 3_600_000L;

    /**
     * Takes the settings' values.
     *
     * @throws BadSetting when one cannot be used
     */
    public static DispatcherConfig of(Settings settings) {
        try {
            return read(settings);
        } catch (BadSetting e) {
            throw settings.located(e);
        }
    }

    private static DispatcherConfig read(Settings settings) {
        Path data = settings.path(Setting.DISPATCHER_DATA);
        return new DispatcherConfig(
                bind(settings),
                settings.number(Setting.DISPATCHER_PORT, 0, HIGHEST_PORT),
                data,
                DatabaseSettings.address(settings, data),
                rules(settings),
                wakeTarget(settings),
                settings.flag(Setting.DISPATCHER_DEBUG),
                tls(settings),
                HistorySettings.retention(settings),
                DatabaseSettings.findHistory(settings, data));
    }

    /** Without TLS, with its database in a file; null for memory only. */
    public DispatcherConfig(String bind, int port, Path data, @Nullable Path database, Rules rules, boolean debug) {
        this(bind, port, data, address(database), rules, EVERYBODY, debug, null, Retention.FOR_EVER, null);
    }

    private static DatabaseAddress address(@Nullable Path file) {
        return file == null ? DatabaseAddress.MEMORY : DatabaseAddress.sqlite(file);
    }

    private static @Nullable TlsFiles tls(Settings settings) {
        boolean hasCertificate = settings.has(Setting.DISPATCHER_TLS_CERTIFICATE);
        boolean hasKey = settings.has(Setting.DISPATCHER_TLS_KEY);
        if (hasCertificate != hasKey) {
            Setting there = hasKey ? Setting.DISPATCHER_TLS_KEY : Setting.DISPATCHER_TLS_CERTIFICATE;
            Setting missing = hasKey ? Setting.DISPATCHER_TLS_CERTIFICATE : Setting.DISPATCHER_TLS_KEY;
            throw new BadSetting(
                    there.key() + " is set, but " + missing.key()
                            + " is missing: TLS needs both a certificate and its private key",
                    null);
        }
        return hasKey
                ? new TlsFiles(
                        settings.path(Setting.DISPATCHER_TLS_CERTIFICATE), settings.path(Setting.DISPATCHER_TLS_KEY))
                : null;
    }

    private static String bind(Settings settings) {
        Settings.Value bind = settings.value(Setting.DISPATCHER_BIND);
        try {
            if (!bind.text().isBlank() && InetAddress.getByName(bind.text()) != null) {
                return bind.text();
            }
        } catch (UnknownHostException e) {
            throw badBind(bind, e);
        }
        throw badBind(bind, null);
    }

    private static BadSetting badBind(Settings.Value bind, @Nullable Throwable cause) {
        return new BadSetting(
                Setting.DISPATCHER_BIND.key() + " is '" + bind.text() + "' (from " + bind.source()
                        + "); expected an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
                cause);
    }

    private static Quarantine quarantine(Settings settings) {
        Quarantine quarantine = new Quarantine(
                settings.number(Setting.QUARANTINE_FAILURES, 0, MOST_QUARANTINE_FAILURES),
                settings.duration(Setting.QUARANTINE_PROBATION).toMillis());
        if (quarantine.probationMillis() < 1 || quarantine.probationMillis() > LONGEST_PROBATION_MILLIS) {
            throw new BadSetting(Setting.QUARANTINE_PROBATION.key() + " is more than 0 and at most 24h", null);
        }
        return quarantine;
    }

    private static Wake wake(Settings settings) {
        long again = settings.duration(Setting.DISPATCHER_WAKE_AGAIN).toMillis();
        if (again < SHORTEST_WAKE_MILLIS || again > LONGEST_PROBATION_MILLIS) {
            throw new BadSetting(Setting.DISPATCHER_WAKE_AGAIN.key() + " has to be from 1s to 24h", null);
        }
        return new Wake(
                settings.number(Setting.DISPATCHER_WAKE_MOST, 0, MOST_WAKES),
                again,
                settings.number(Setting.DISPATCHER_WAKE_TRIES, 1, MOST_TRIES));
    }

    private static InetSocketAddress wakeTarget(Settings settings) {
        String text = settings.text(Setting.DISPATCHER_WAKE_TARGET);
        Matcher parts =
                Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{1,5})").matcher(text);
        try {
            if (parts.matches()) {
                return new InetSocketAddress(InetAddress.ofLiteral(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            throw badTarget(text, e);
        }
        throw badTarget(text, null);
    }

    private static BadSetting badTarget(String text, @Nullable Throwable cause) {
        return new BadSetting(
                Setting.DISPATCHER_WAKE_TARGET.key() + " is '" + text
                        + "'; expected an address and a port, such as 10.1.255.255:9",
                cause);
    }

    private static boolean areOwnersKnown(Settings settings) {
        String owners = settings.text(Setting.DISPATCHER_OWNERS);
        if (!owners.equals("free") && !owners.equals("own")) {
            throw new BadSetting(
                    Setting.DISPATCHER_OWNERS.key() + " is '" + owners + "'; it has to be free or own", null);
        }
        return owners.equals("own");
    }

    private static Rules rules(Settings settings) {
        Rules rules = new Rules(
                settings.duration(Setting.DISPATCHER_LOST_AFTER).toMillis(),
                settings.duration(Setting.DISPATCHER_HEARTBEAT).toMillis(),
                quarantine(settings),
                areOwnersKnown(settings),
                wake(settings),
                HistorySettings.keepMillis(settings));
        if (rules.heartbeatMillis() < SHORTEST_HEARTBEAT_MILLIS) {
            throw new BadSetting(
                    Setting.DISPATCHER_HEARTBEAT.key() + " has to be at least " + SHORTEST_HEARTBEAT_MILLIS + "ms",
                    null);
        }
        if (rules.lostAfterMillis() < 2 * rules.heartbeatMillis()) {
            throw new BadSetting(
                    Setting.DISPATCHER_LOST_AFTER.key() + " has to be at least twice "
                            + Setting.DISPATCHER_HEARTBEAT.key() + ", or quiet workers would be lost",
                    null);
        }
        return rules;
    }
}
