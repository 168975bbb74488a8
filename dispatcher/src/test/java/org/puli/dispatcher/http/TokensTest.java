package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;
import org.puli.dispatcher.http.Tokens.Role;
import org.slf4j.LoggerFactory;

/** A dispatcher that is open to the network: nothing without a token, not even from this machine. */
class TokensTest {
    @TempDir
    static Path parent;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    private static Path folder;
    private static RunningDispatcher dispatcher;
    private static String admin;
    private static String worker;

    @BeforeAll
    static void start() throws Exception {
        LOG.start();
        root().addAppender(LOG);
        RunningDispatcher.debug();
        folder = parent.resolve("new");
        dispatcher = RunningDispatcher.onSqlite(folder, "0.0.0.0", () -> {});
        admin = Files.readString(folder.resolve("admin.token")).strip();
        worker = Files.readString(folder.resolve("worker.token")).strip();
    }

    @AfterAll
    static void stop() {
        dispatcher.close();
        root().detachAppender(LOG);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    @Test
    void filesAndFoldersAreTheOwnersAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        for (String file : List.of("admin.token", "worker.token", "farm.db", "farm.db-wal")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void tokensAreLongAndDiffer() {
        assertThat(admin).hasSize(43).isNotEqualTo(worker);
        assertThat(worker).hasSize(43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/farm", "/api/v1/jobs", "/api/v1/live?jobs=1", "/nope", "/openapi.json"})
    void nothingIsAnsweredWithoutAToken(String path) throws Exception {
        assertThat(dispatcher.get(path).statusCode()).isEqualTo(401);
        assertThat(dispatcher.get(path, bearer("wrong")).statusCode()).isEqualTo(401);
        assertThat(dispatcher.get(path, bearer("")).statusCode()).isEqualTo(401);
        assertThat(dispatcher.get(path, bearer(admin.substring(1))).statusCode())
                .isEqualTo(401);
        assertThat(dispatcher.get(path, "Authorization", admin).statusCode()).isEqualTo(401);
        assertThat(dispatcher.get(path, bearer(admin + "x")).statusCode()).isEqualTo(401);
    }

    @Test
    void theAdminTokenOpensEverything() throws Exception {
        assertThat(dispatcher.get("/api/v1/farm", bearer(admin)).statusCode()).isEqualTo(200);
        assertThat(dispatcher
                        .post("/api/v1/jobs", RunningDispatcher.JOB, bearer(admin))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theWorkerTokenOpensTheLinkAndNothingElse() throws Exception {
        for (String path : List.of("/api/v1/farm", "/api/v1/jobs", "/api/v1/workers", "/api/v1/workers/logs")) {
            assertThat(dispatcher.get(path, bearer(worker)).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(dispatcher
                        .post("/api/v1/jobs", RunningDispatcher.JOB, bearer(worker))
                        .body())
                .contains("the worker token lets workers link up and nothing else");
        assertThat(dispatcher
                        .post("/api/v1/workers/w1/pause", "", bearer(worker))
                        .statusCode())
                .isEqualTo(403);
        for (String trick : List.of(
                "/api/v1/workers/logs/../../jobs",
                "/api/v1/workers/logs/..%2f..%2fjobs",
                "/api/v1/workers/logs/%2e%2e/%2e%2e/jobs",
                "/api/v1/workers/link/..;/../jobs")) {
            assertThat(dispatcher.get(trick, bearer(worker)).statusCode())
                    .as(trick)
                    .isIn(400, 403, 404, 405);
        }
        assertThat(dispatcher
                        .post("/api/v1/workers/logs/nope", "x", bearer(worker))
                        .body())
                .contains("no-reader");
        try (SimLink link = SimLink.open(dispatcher, "w1", bearer(worker)).report()) {
            assertThat(link.message().orders()).isNotNull();
        }
    }

    @Test
    void aLinkWithoutATokenIsNotOpened() {
        assertThatThrownBy(() -> SimLink.open(dispatcher, "w2")).hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> SimLink.open(dispatcher, "w2", bearer("wrong")))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void tokensNeverStandInTheLog() throws Exception {
        dispatcher.get("/api/v1/farm", bearer(admin));
        dispatcher.get("/api/v1/farm", bearer("wrong-token-of-somebody"));
        LoggerFactory.getLogger(Tokens.class).debug("the log is heard");
        assertThat(LOG.list.toString()).contains("the log is heard").doesNotContain(admin, worker, "wrong-token");
    }

    @Test
    void tokensAreReadAgainAtTheNextStartAndNotMadeAnew(@TempDir Path data) throws Exception {
        assertThat(Tokens.of(data, true).findRole("x")).isNull();
        String first = Files.readString(Tokens.file(data, Role.ADMIN));
        Tokens again = Tokens.of(data, true);
        assertThat(Files.readString(Tokens.file(data, Role.ADMIN))).isEqualTo(first);
        assertThat(again.findRole(first.strip())).isEqualTo(Role.ADMIN);
        assertThat(again.findRole(
                        Files.readString(Tokens.file(data, Role.WORKER)).strip()))
                .isEqualTo(Role.WORKER);
    }

    @Test
    void anEmptyTokenFileLetsNobodyIn(@TempDir Path data) throws Exception {
        Files.writeString(Tokens.file(data, Role.ADMIN), "\n");
        assertThatThrownBy(() -> Tokens.of(data, true)).hasMessageContaining("admin.token");
    }

    @Test
    void aTokenFileThatOthersMayReadIsRefused(@TempDir Path data) throws Exception {
        Tokens.of(data, true);
        Files.setPosixFilePermissions(Tokens.file(data, Role.WORKER), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Tokens.of(data, true)).hasMessageContainingAll("worker.token", "chmod 600");
    }
}
