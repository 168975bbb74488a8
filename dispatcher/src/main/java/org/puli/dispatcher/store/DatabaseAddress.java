package org.puli.dispatcher.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database keeps a farm, and how it is reached. As text it has no password.
 *
 * @param file the file of an SQLite database; null for any other
 * @param server where a server is and what its database is called; null where there is none
 */
public record DatabaseAddress(
        Kind kind, @Nullable Path file, @Nullable Server server) {
    /** Nothing is kept when the dispatcher ends. */
    public static final DatabaseAddress MEMORY = new DatabaseAddress(Kind.MEMORY, null, null);

    private static final String FORMS =
            "sqlite:FILE, postgresql://HOST[:PORT]/DATABASE, mariadb://HOST[:PORT]/DATABASE, mysql://… or memory";
    private static final Pattern SERVER =
            Pattern.compile("(postgresql|mariadb|mysql)://(?:([^@/]*)@)?([^/?@]+)/([A-Za-z0-9_$-]{1,63})(?:\\?(.*))?");
    private static final Pattern OPTIONS = Pattern.compile("[A-Za-z]\\w*=[\\w./~:-]*(?:&[A-Za-z]\\w*=[\\w./~:-]*)*");

    /** The kinds of databases. */
    public enum Kind {
        /** None at all. */
        MEMORY,
        /** A file on a disk of the dispatcher's machine. */
        SQLITE,
        /** A PostgreSQL server. */
        POSTGRESQL,
        /** A MariaDB server. */
        MARIADB,
        /** A MySQL server, spoken to as if it were MariaDB. */
        MYSQL
    }

    /**
     * A database on a server.
     *
     * @param place host, with a port if it is not the usual one; several with commas
     * @param options what the driver is told besides, such as {@code sslmode=verify-full}; empty for nothing
     */
    public record Server(String place, String database, String user, String password, String options) {
        /** Without the password, for whoever reads a log. */
        @Override
        public String toString() {
            return place + "/" + database;
        }
    }

    /** A database in a file. */
    public static DatabaseAddress sqlite(Path file) {
        return new DatabaseAddress(Kind.SQLITE, file, null);
    }

    /**
     * Reads what people write.
     *
     * @param folder where a file lies whose path is not absolute
     * @param user who is asked for where the URL names nobody
     * @throws IllegalArgumentException when it is none of the known forms, or has a password in it
     */
    public static DatabaseAddress of(String url, Path folder, String user, String password) {
        if (url.equals("memory")) {
            return MEMORY;
        }
        try {
            if (url.startsWith("sqlite:") && url.length() > "sqlite:".length()) {
                return sqlite(folder.resolve(url.substring("sqlite:".length())).normalize());
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expected " + FORMS, e);
        }
        Matcher parts = SERVER.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected " + FORMS);
        }
        String inUrl = Objects.requireNonNullElse(parts.group(2), "");
        if (inUrl.contains(":")) {
            throw new IllegalArgumentException(
                    "a URL is seen by everybody on the machine; put the password into database.passwordFile instead");
        }
        String options = Objects.requireNonNullElse(parts.group(5), "");
        if (!options.isEmpty() && (!OPTIONS.matcher(options).matches() || options.contains("password="))) {
            throw new IllegalArgumentException("what stands after ? has to be name=value&name=value, no password");
        }
        return new DatabaseAddress(
                Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                null,
                new Server(parts.group(3), parts.group(4), inUrl.isEmpty() ? user : inUrl, password, options));
    }

    /** What reaches it; null where nothing is kept. */
    public @Nullable Database database() {
        return switch (kind) {
            case MEMORY -> null;
            case SQLITE -> new SqliteFile(Objects.requireNonNull(file));
            case POSTGRESQL, MARIADB, MYSQL -> new DatabaseServer(kind, Objects.requireNonNull(server));
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case MEMORY -> "memory";
            case SQLITE -> "sqlite:" + file;
            case POSTGRESQL, MARIADB, MYSQL -> kind.name().toLowerCase(Locale.ROOT) + "://" + server;
        };
    }
}
