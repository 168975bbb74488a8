package org.puli.dispatcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.http.HttpSettings;
import org.puli.dispatcher.http.TlsFiles;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.farm.decide.Rules;
import org.sqlite.SQLiteConfig;

/** A real dispatcher on a free port, with a client that speaks plain HTTP to it. */
public final class RunningDispatcher implements AutoCloseable {
    /** A job that needs no worker to be taken. */
    public static final String JOB = "{\"name\": \"j\", \"tasks\": [{\"name\": \"t\", \"command\": [\"true\"]}]}";

    /** Nobody is lost while a test looks on, however slow the machine is. */
    private static final long LOST_AFTER_MILLIS = 3_600_000;

    private static final String LOOPBACK = "127.0.0.1";
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final HttpClient client;
    private final String scheme;
    private final Dispatcher dispatcher;
    private final @Nullable Path database;

    private RunningDispatcher(Dispatcher dispatcher, @Nullable Path database) {
        this(dispatcher, database, HttpClient.newHttpClient(), "http");
    }

    private RunningDispatcher(Dispatcher dispatcher, @Nullable Path database, HttpClient client, String scheme) {
        this.client = client;
        this.scheme = scheme;
        this.dispatcher = dispatcher;
        this.database = database;
    }

    /** One that keeps its farm in a file in this folder. */
    public static RunningDispatcher onSqlite(Path folder) throws IOException {
        return onSqlite(folder, LOOPBACK, () -> {});
    }

    /** The same, listening elsewhere, and with something to do at a reload. */
    public static RunningDispatcher onSqlite(Path folder, String bind, Runnable reload) throws IOException {
        Path database = folder.resolve("farm.db");
        return new RunningDispatcher(new Dispatcher(config(folder, bind, database), reload), database);
    }

    /** One whose jobs leave memory so long after their ends. */
    public static RunningDispatcher archiving(Path folder, long keepMillis) throws IOException {
        Path database = folder.resolve("farm.db");
        DispatcherConfig config = new DispatcherConfig(
                LOOPBACK,
                0,
                folder,
                DatabaseAddress.sqlite(database),
                new Rules(LOST_AFTER_MILLIS, 5_000).withKeepMillis(keepMillis),
                NOBODY,
                false,
                null,
                Retention.FOR_EVER,
                null);
        return new RunningDispatcher(new Dispatcher(config, () -> {}), database);
    }

    /** One on a database of whatever kind. */
    public static RunningDispatcher on(DatabaseAddress address, Path folder) throws IOException {
        return new RunningDispatcher(new Dispatcher(stored(folder, LOOPBACK, address), () -> {}), null);
    }

    /** One that forgets everything at its end. */
    public static RunningDispatcher inMemory(Path folder) throws IOException {
        return new RunningDispatcher(new Dispatcher(config(folder, LOOPBACK, null), () -> {}), null);
    }

    /** One that sends wake packets to somewhere. */
    public static RunningDispatcher waking(Path folder, InetSocketAddress target) throws IOException {
        Rules rules = new Rules(LOST_AFTER_MILLIS, 5_000);
        return new RunningDispatcher(
                new Dispatcher(
                        new DispatcherConfig(
                                LOOPBACK,
                                0,
                                folder,
                                DatabaseAddress.MEMORY,
                                rules,
                                target,
                                false,
                                null,
                                Retention.FOR_EVER,
                                null),
                        () -> {}),
                null);
    }

    /** One where nobody may name another owner than himself. */
    public static RunningDispatcher withKnownOwners(Path folder, String bind) throws IOException {
        Rules rules = new Rules(LOST_AFTER_MILLIS, 5_000, Rules.Quarantine.DEFAULT, true);
        return new RunningDispatcher(
                new Dispatcher(
                        new DispatcherConfig(
                                bind,
                                0,
                                folder,
                                DatabaseAddress.MEMORY,
                                rules,
                                NOBODY,
                                false,
                                null,
                                Retention.FOR_EVER,
                                null),
                        () -> {}),
                null);
    }

    /** One on a store of the test's own, with short patience. */
    public static RunningDispatcher on(FarmStore store, Path folder, Duration patience) throws IOException {
        HttpSettings door = new HttpSettings(LOOPBACK, 0, patience, patience, null);
        return new RunningDispatcher(new Dispatcher(config(folder, LOOPBACK, null), door, () -> {}, () -> store), null);
    }

    /** One that speaks TLS, closes idle connections soon, and forgets everything at its end. */
    public static RunningDispatcher withTls(Path folder, TlsFiles files, Duration idle, SSLContext trust)
            throws IOException {
        HttpSettings door = new HttpSettings(LOOPBACK, 0, idle, Duration.ofSeconds(30), files);
        Dispatcher dispatcher = new Dispatcher(config(folder, LOOPBACK, null), door, () -> {}, MemoryFarmStore::new);
        HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
        return new RunningDispatcher(dispatcher, null, client, "https");
    }

    private static DispatcherConfig config(Path folder, String bind, @Nullable Path database) {
        return stored(folder, bind, database == null ? DatabaseAddress.MEMORY : DatabaseAddress.sqlite(database));
    }

    private static DispatcherConfig stored(Path folder, String bind, DatabaseAddress address) {
        return new DispatcherConfig(
                bind,
                0,
                folder,
                address,
                new Rules(LOST_AFTER_MILLIS, 5_000),
                NOBODY,
                false,
                null,
                Retention.FOR_EVER,
                null);
    }

    /** Lets the log say all that it can say in production. */
    public static void debug() {
        DispatcherLog.level(true);
    }

    public int port() {
        return dispatcher.port();
    }

    public HttpClient client() {
        return client;
    }

    /** From now on whoever is silent is soon lost. */
    public void loseWhoIsSilent() {
        Path nowhere = Path.of("nowhere");
        dispatcher.reload(new DispatcherConfig(
                LOOPBACK,
                0,
                nowhere,
                DatabaseAddress.MEMORY,
                new Rules(200, 100),
                NOBODY,
                false,
                null,
                Retention.FOR_EVER,
                null));
    }

    public URI uri(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> delete(String path, String... headers) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    /** Posts JSON; headers are names and values in turn. */
    public HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(json), typed("application/json", headers));
    }

    public HttpResponse<String> put(String path, String json, String... headers)
            throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(json), typed("application/json", headers));
    }

    public static String[] typed(String type, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Submits a job and says its number. */
    public String submit(String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/api/v1/jobs", json);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    /** Every row of every table of the file, read from outside; the farm's own line, which counts batches, left out. */
    public Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + database);
                Statement names = connection.createStatement();
                ResultSet tables = names.executeQuery(
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('farm')")) {
            while (tables.next()) {
                rows.put(tables.getString(1), content(connection, tables.getString(1)));
            }
        }
        return rows;
    }

    private static String content(Connection connection, String table) throws SQLException {
        StringBuilder content = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int i = 1; i <= columns; i++) {
                    content.append(result.getString(i)).append('|');
                }
                content.append('\n');
            }
        }
        return content.toString();
    }

    @Override
    public void close() {
        dispatcher.close();
        client.shutdownNow();
    }
}
