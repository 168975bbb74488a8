package org.puli.simulation.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The database servers that can be started, and how. */
public enum DatabaseKind {
    /** PostgreSQL. */
    POSTGRESQL("postgresql", "/postgres", "postgres", "INT"),
    /** MariaDB. */
    MARIADB("mariadb", "/test", "root", "TERM");

    private final String scheme;
    private final String database;
    private final String user;
    private final String politeSignal;

    DatabaseKind(String scheme, String database, String user, String politeSignal) {
        this.scheme = scheme;
        this.database = database;
        this.user = user;
        this.politeSignal = politeSignal;
    }

    /** How a dispatcher reaches it: every server has an empty database from the beginning. */
    String url(int port) {
        return scheme + "://127.0.0.1:" + port + database;
    }

    String user() {
        return user;
    }

    /** Which server it is and when a commit is durable, for people. */
    public String durability() {
        return switch (this) {
            case POSTGRESQL -> "PostgreSQL, fsync and synchronous_commit on";
            case MARIADB -> "MariaDB, innodb_flush_log_at_trx_commit = 1";
        };
    }

    /** What makes it end in order without waiting for who is connected. */
    String politeSignal() {
        return politeSignal;
    }

    /** The line that makes a server's data. */
    List<String> make(Path programs, Path data) {
        return switch (this) {
            case POSTGRESQL ->
                asNobody(
                        programs.resolve("bin/initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + user,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--no-locale");
            case MARIADB ->
                List.of(
                        "sh",
                        programs.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--basedir=" + programs,
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-name-resolve",
                        "--force");
        };
    }

    /** The line that becomes the server. It writes to disk at each commit, as in production. */
    List<String> run(Path programs, Path data, int port) {
        return switch (this) {
            case POSTGRESQL ->
                asNobody(
                        programs.resolve("bin/postgres").toString(),
                        "-D",
                        data.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "unix_socket_directories=");
            case MARIADB ->
                List.of(
                        programs.resolve("bin/mariadbd").toString(),
                        "--no-defaults",
                        "--basedir=" + programs,
                        "--datadir=" + data,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + data.resolve("s"),
                        "--pid-file=" + data.resolve("pid"),
                        "--user=" + System.getProperty("user.name"),
                        "--skip-name-resolve",
                        // It would make a certificate at each start, which takes up to a minute on a busy machine.
                        "--skip-ssl",
                        "--innodb-flush-log-at-trx-commit=1");
        };
    }

    /** PostgreSQL refuses to run as root; in a namespace of its own root is nobody. */
    private static List<String> asNobody(String... line) {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(List.of(line));
        return all;
    }
}
