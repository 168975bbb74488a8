package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.dispatcher.RawHttp;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** A dispatcher on loopback: programs of this machine need no token, pages in browsers and proxies do. */
class AccessTest {
    private static final List<String> UPGRADE = List.of(
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    @TempDir
    static Path folder;

    private static RunningDispatcher dispatcher;

    @BeforeAll
    static void start() throws Exception {
        dispatcher = RunningDispatcher.onSqlite(folder);
    }

    @AfterAll
    static void stop() {
        dispatcher.close();
    }

    private static int status(String request, String... headers) throws Exception {
        List<String> lines = new ArrayList<>(List.of(request + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        return RawHttp.status(RawHttp.ask(dispatcher.port(), lines.toArray(String[]::new)));
    }

    private static String upgrade(String... headers) throws Exception {
        return head(headers).lines().findFirst().orElse("");
    }

    /** An upgrade that goes through leaves the connection open, so only the head of the answer is read. */
    private static String head(String... headers) throws Exception {
        List<String> lines = new ArrayList<>(List.of("GET /api/v1/workers/link HTTP/1.1"));
        lines.addAll(List.of(headers));
        lines.addAll(UPGRADE);
        return RawHttp.head(dispatcher.port(), lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8004",
                "LOCALHOST",
                "127.0.0.1",
                "127.0.0.1:9",
                "127.9.9.9",
                "[::1]",
                "[::1]:8004"
            })
    void aLoopbackHostIsTrusted(String host) throws Exception {
        assertThat(status("GET /api/v1/farm", "Host: " + host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.com",
                "127.0.0.1.evil.com",
                "localhost.evil.com",
                "evil.com:8004",
                "localhost.",
                "0.0.0.0",
                "192.168.0.1",
                "[::2]",
                "[::ffff:10.0.0.1]",
                "127.1",
                "2130706433",
                "localhost:8004:8004",
                "localhost@evil.com",
                "127.0.0.1:evil"
            })
    void aForeignHostNeedsAToken(String host) throws Exception {
        assertThat(status("GET /api/v1/farm", "Host: " + host)).isIn(400, 401);
        assertThat(status("POST /api/v1/jobs", "Host: " + host, "Content-Type: application/json"))
                .isIn(400, 401);
        assertThat(upgrade("Host: " + host)).doesNotContain("101");
    }

    @Test
    void aDoubledOrMissingHostIsNoRequest() throws Exception {
        assertThat(status("GET /api/v1/farm", "Host: localhost", "Host: evil.com"))
                .isEqualTo(400);
        assertThat(status("GET /api/v1/farm")).isEqualTo(400);
        assertThat(status("GET http://evil.com/api/v1/farm", "Host: localhost")).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.com", "null", "https://localhost.evil.com", "http://localhost:1", "file://", ""})
    void aForeignPageNeedsATokenWhateverItDoes(String origin) throws Exception {
        for (String request : List.of(
                "GET /api/v1/farm",
                "GET /api/v1/live?jobs=1",
                "DELETE /api/v1/jobs/1",
                "POST /api/v1/jobs",
                "PUT /api/v1/licenses/a",
                "PATCH /api/v1/jobs",
                "OPTIONS /api/v1/jobs",
                "GET /nope")) {
            assertThat(status(request, "Host: localhost:8004", "Origin: " + origin, "Content-Type: application/json"))
                    .as(request)
                    .isEqualTo(401);
        }
        assertThat(upgrade("Host: localhost:8004", "Origin: " + origin)).contains("401");
    }

    @Test
    void aPageOfTheDispatcherItselfIsItsOwn() throws Exception {
        assertThat(status("GET /api/v1/farm", "Host: localhost:8004", "Origin: http://localhost:8004"))
                .isEqualTo(200);
        assertThat(status("GET /api/v1/farm", "Host: 127.0.0.1:8004", "Origin: http://localhost:8004"))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=1.2.3.4",
                "X-Forwarded-For: 1.2.3.4",
                "x-forwarded-host: a",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 1.2.3.4",
                "Via: 1.1 proxy",
                "X-Forwarded-For:"
            })
    void aForwardedRequestNeedsAToken(String header) throws Exception {
        assertThat(status("GET /api/v1/farm", "Host: localhost", header)).isEqualTo(401);
        assertThat(upgrade("Host: localhost", header)).contains("401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "",
                "text/plain; application/json",
                "application/jsonx"
            })
    void writesOfOtherContentTypesNeedAToken(String type) throws Exception {
        for (String request : List.of("POST /api/v1/jobs", "PUT /api/v1/licenses/a", "POST /api/v1/jobs/1/cancel")) {
            assertThat(status(request, "Host: localhost", "Content-Type: " + type, "Content-Length: 0"))
                    .as(request)
                    .isEqualTo(401);
        }
        assertThat(status("POST /api/v1/jobs/1/cancel", "Host: localhost", "Content-Length: 0"))
                .isEqualTo(401);
    }

    @Test
    void nothingIsEverAllowedToOtherOrigins() throws Exception {
        String preflight = RawHttp.ask(
                dispatcher.port(),
                "OPTIONS /api/v1/jobs HTTP/1.1",
                "Host: localhost",
                "Origin: http://evil.com",
                "Access-Control-Request-Method: POST");
        assertThat(preflight).doesNotContainIgnoringCase("access-control");
        assertThat(RawHttp.ask(dispatcher.port(), "OPTIONS /api/v1/jobs HTTP/1.1", "Host: localhost"))
                .doesNotContainIgnoringCase("access-control");
        String answer = RawHttp.ask(dispatcher.port(), "GET /api/v1/farm HTTP/1.1", "Host: localhost");
        assertThat(answer)
                .doesNotContainIgnoringCase("access-control")
                .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff");
        assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContainIgnoringCase("javalin");
    }

    @Test
    void aWrongTokenIsRefusedWhereNoneIsNeeded() throws Exception {
        assertThat(status("GET /api/v1/farm", "Host: localhost", "Authorization: Bearer nope"))
                .isEqualTo(401);
        assertThat(status("GET /api/v1/farm", "Host: localhost", "Authorization: Basic bm9wZQ=="))
                .isEqualTo(401);
        assertThat(status("GET /api/v1/farm", "Host: localhost", "Authorization:"))
                .isEqualTo(401);
        assertThat(status("GET /api/v1/farm?token=x", "Host: localhost")).isEqualTo(400);
    }

    @Test
    void noTokensAreMadeOnLoopback() {
        assertThat(Files.exists(folder.resolve("admin.token"))).isFalse();
        assertThat(Files.exists(folder.resolve("worker.token"))).isFalse();
    }

    @Test
    void aRefusalSaysWhyAndHow() throws Exception {
        String answer = RawHttp.ask(dispatcher.port(), "GET /api/v1/farm HTTP/1.1", "Host: evil.com");
        assertThat(answer)
                .contains("401", "WWW-Authenticate: Bearer", "application/problem+json")
                .contains("'evil.com'", "Authorization: Bearer");
    }

    @Test
    void aWorkerOfThisMachineLinksUpWithoutAToken() throws Exception {
        try (SimLink link = SimLink.open(dispatcher, "w1").report()) {
            assertThat(link.message().orders()).isNotNull();
        }
    }

    @Test
    void aForeignPageCannotLinkUp() {
        assertThatThrownBy(() -> SimLink.open(dispatcher, "w1", "Origin", "http://evil.com"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .extracting(e -> ((WebSocketHandshakeException) e.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(401);
    }

    /** One for each link that ever was would stay in memory. */
    @Test
    void nobodyIsGivenASession() throws Exception {
        assertThat(head("Host: localhost")).contains(" 101 ").doesNotContainIgnoringCase("set-cookie");
    }
}
