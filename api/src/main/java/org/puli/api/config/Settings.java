package org.puli.api.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings and where each came from: built in, the file, the environment, the command line; later
 * wins.
 *
 * @param values every setting has one
 */
public record Settings(Map<Setting, Value> values) {
    /** A value and its source in words. */
    public record Value(String text, String source) {}

    /** Copies the map. */
    public Settings {
        values = new EnumMap<>(values);
    }

    /**
     * Reads all sources.
     *
     * @param file the config file; null for none
     * @param flags what the command line said
     * @throws BadSetting when the file cannot be read or has unknown keys
     */
    public static Settings read(@Nullable Path file, Map<String, String> environment, Map<Setting, String> flags) {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        Map<String, String> inFile = file == null ? Map.of() : SettingsFile.read(file);
        for (Setting setting : Setting.values()) {
            values.put(setting, new Value(setting.fallback(), "built in"));
            take(values, setting, inFile.get(setting.key()), String.valueOf(file));
            takeVariable(values, setting, environment, setting.variable());
            takeVariable(values, setting, environment, shortVariable(setting));
            take(values, setting, flags.get(setting), "command line");
        }
        return new Settings(values);
    }

    /** The name that is short enough to be typed; it wins over the long one. */
    private static String shortVariable(Setting setting) {
        return switch (setting) {
            case WORKER_SERVER, CLIENT_SERVER -> "PULI_SERVER";
            case CLIENT_TOKEN_FILE -> "PULI_TOKEN_FILE";
            default -> setting.variable();
        };
    }

    /** An empty variable is one that is not set. */
    private static void takeVariable(
            Map<Setting, Value> values, Setting setting, Map<String, String> environment, String variable) {
        String text = environment.get(variable);
        take(values, setting, text == null || text.isBlank() ? null : text, variable);
    }

    private static void take(Map<Setting, Value> values, Setting setting, @Nullable String text, String source) {
        if (text != null) {
            values.put(setting, new Value(text, source));
        }
    }

    /** A setting's value as it was written. */
    public String text(Setting setting) {
        return value(setting).text();
    }

    /** Where it came from. */
    public Value value(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("no value for " + setting.key());
        }
        return value;
    }

    /** Whether something was said at all. */
    public boolean has(Setting setting) {
        return !text(setting).isEmpty();
    }

    /** A whole number within bounds. */
    public int number(Setting setting, int least, int most) {
        try {
            int number = Integer.parseInt(text(setting));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(setting, "a whole number from " + least + " to " + most, e);
        }
        throw bad(setting, "a whole number from " + least + " to " + most, null);
    }

    /** Yes or no. */
    public boolean flag(Setting setting) {
        return switch (text(setting)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw bad(setting, "true or false", null);
        };
    }

    /** A duration. */
    public Duration duration(Setting setting) {
        try {
            return Amounts.duration(text(setting));
        } catch (IllegalArgumentException e) {
            throw bad(setting, "a duration such as 90s, 5m or 2h", e);
        }
    }

    /** An amount of memory in bytes. */
    public long bytes(Setting setting) {
        try {
            return Amounts.bytes(text(setting));
        } catch (IllegalArgumentException e) {
            throw bad(setting, "an amount of memory such as 512M or 12G", e);
        }
    }

    /** A path; {@code ~} is the user's home. */
    public Path path(Setting setting) {
        String text = text(setting);
        String home = System.getProperty("user.home");
        try {
            if (!text.isBlank()) {
                return Path.of(text.startsWith("~/") ? home + text.substring(1) : text)
                        .toAbsolutePath()
                        .normalize();
            }
        } catch (InvalidPathException e) {
            throw bad(setting, "a path", e);
        }
        throw bad(setting, "a path", null);
    }

    /** Addresses of servers. */
    public List<URI> servers(Setting setting) {
        List<URI> servers = new ArrayList<>();
        for (String part : text(setting).split(",", -1)) {
            servers.add(server(setting, part.strip()));
        }
        return servers;
    }

    private URI server(Setting setting, String text) {
        String whole = text.contains("://") ? text : "http://" + text;
        try {
            URI uri = new URI(whole);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb && uri.getHost() != null) {
                return uri.getPort() < 0 && "http".equals(uri.getScheme())
                        ? new URI("http", null, uri.getHost(), 8004, null, null, null)
                        : uri;
            }
        } catch (URISyntaxException e) {
            throw bad(setting, "an address such as http://farm:8004", e);
        }
        throw bad(setting, "an address such as http://farm:8004", null);
    }

    /** The address of an HTTP proxy, with its port. */
    public URI proxy(Setting setting) {
        String expected = "the address of an HTTP proxy with its port, such as http://proxy:3128";
        try {
            URI uri = new URI(text(setting));
            boolean isPlain = "http".equals(uri.getScheme()) && uri.getUserInfo() == null;
            if (isPlain && uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw bad(setting, expected, e);
        }
        throw bad(setting, expected, null);
    }

    /**
     * A complaint about a value together with where that came from, for it may stand in a file that nobody thought of.
     *
     * @param complaint its message begins with the setting's key; any other one stays as it is, and so does one that
     *     names its source already
     */
    public BadSetting located(BadSetting complaint) {
        String message = String.valueOf(complaint.getMessage());
        for (Setting setting : Setting.values()) {
            String key = setting.key();
            boolean isAboutIt = message.startsWith(key + " ") || message.startsWith(key + ":");
            if (isAboutIt && !message.contains("(from ")) {
                return new BadSetting(
                        message + " (" + key + " is from: " + value(setting).source() + ")", complaint);
            }
        }
        return complaint;
    }

    private BadSetting bad(Setting setting, String expected, @Nullable Throwable cause) {
        Value value = value(setting);
        return new BadSetting(
                setting.key() + " is '" + value.text() + "' (from " + value.source() + "); expected " + expected,
                cause);
    }
}
