package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.tls.ClientTls;
import org.puli.api.tls.Pem;
import org.puli.api.tls.SiteAuthority;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** A real dispatcher that speaks TLS, met by clients that should and clients that should not believe it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
    private static final Duration IDLE = Duration.ofMillis(1_500);

    @TempDir
    static Path made;

    private static Instant now;
    private static SiteAuthority authority;
    private static SiteAuthority stranger;
    private static SiteAuthority.Issued usual;
    private static SiteAuthority.Issued renewed;

    @TempDir
    private Path folder;

    private TlsFiles files;
    private @Nullable RunningDispatcher dispatcher;

    @BeforeAll
    static void makeAuthorities() throws Exception {
        now = Instant.now().minusSeconds(60);
        authority = SiteAuthority.create("Farm", now, 10);
        stranger = SiteAuthority.create("Somebody else", now, 10);
        usual = authority.issue(List.of("localhost", "127.0.0.1"), now, 5);
        renewed = authority.issue(List.of("localhost", "127.0.0.1"), now, 5);
        Files.writeString(made.resolve("ca.pem"), Pem.text(authority.certificate()));
        Files.writeString(made.resolve("stranger.pem"), Pem.text(stranger.certificate()));
    }

    @BeforeEach
    void place() {
        files = new TlsFiles(folder.resolve("dispatcher.pem"), folder.resolve("dispatcher-key.pem"));
    }

    @AfterEach
    void stop() {
        if (dispatcher != null) {
            dispatcher.close();
        }
    }

    private void write(SiteAuthority.Issued issued) throws IOException {
        replace(files.certificate(), Pem.text(issued.certificate()), "rw-r--r--");
        replace(files.key(), Pem.text(issued.key()), "rw-------");
    }

    private static void replace(Path file, String text, String permissions) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(permissions));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private RunningDispatcher start() throws IOException {
        RunningDispatcher started = RunningDispatcher.withTls(
                folder.resolve("farm"), files, IDLE, ClientTls.context(made.resolve("ca.pem")));
        dispatcher = started;
        return started;
    }

    private static String problemOf(URI server, @Nullable Path ca) {
        try (FarmClient client =
                new FarmClient(new FarmAddress(List.of(server), null, "ada", ca, null), Duration.ZERO)) {
            client.farm();
            return "";
        } catch (FarmUnreachable e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void whoTrustsItsAuthorityIsServedByNameAndByAddress() throws Exception {
        write(usual);
        int port = start().port();
        Path ca = made.resolve("ca.pem");
        assertThat(problemOf(URI.create("https://localhost:" + port), ca)).isEmpty();
        assertThat(problemOf(URI.create("https://127.0.0.1:" + port), ca)).isEmpty();
    }

    @Test
    void workersLinkUpAndBringQuietLogsOverTls() throws Exception {
        write(usual);
        RunningDispatcher running = start();
        running.submit(RunningDispatcher.JOB);
        try (SimLink worker =
                SimLink.offering(running, "w1", "puli.1", "puli.2").report()) {
            RunOrder order = worker.order();
            worker.report(OrdersNumber.NONE, List.of(SimLink.running(order)), List.of());
            HttpRequest read = HttpRequest.newBuilder(running.uri("/api/v1/commands/1/log?follow=true"))
                    .build();
            var reader = running.client().sendAsync(read, BodyHandlers.ofInputStream());
            SubmissionPublisher<ByteBuffer> log = new SubmissionPublisher<>();
            var sender = running.client()
                    .sendAsync(
                            HttpRequest.newBuilder(running.uri("/api/v1/workers/logs/" + wish(worker)))
                                    .header("Content-Type", "application/octet-stream")
                                    .POST(HttpRequest.BodyPublishers.fromPublisher(log))
                                    .build(),
                            BodyHandlers.ofString());
            await().until(log::hasSubscribers);
            log.submit(ByteBuffer.wrap("first\n".getBytes(StandardCharsets.UTF_8)));
            var body = reader.join().body();
            assertThat(new String(body.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("first\n");
            long quietSince = System.nanoTime();
            await().until(() -> System.nanoTime() - quietSince > 2 * IDLE.toNanos());
            log.close();
            assertThat(body.readAllBytes()).isEmpty();
            assertThat(sender.join().statusCode()).isEqualTo(204);
        }
    }

    private static String wish(SimLink worker) throws InterruptedException {
        while (true) {
            List<LogWanted> wishes = worker.message().logsWanted();
            if (!wishes.isEmpty()) {
                return wishes.getFirst().ticket();
            }
        }
    }

    @Test
    void whoDoesNotTrustItIsToldWhyAndWhatToDo() throws Exception {
        write(usual);
        URI server = URI.create("https://localhost:" + start().port());
        assertThat(problemOf(server, made.resolve("stranger.pem")))
                .contains("signed by 'CN=Farm', who is not in " + made.resolve("stranger.pem"), "tls.ca");
        assertThat(problemOf(server, null)).contains("signed by 'CN=Farm', whom this machine does not trust", "tls.ca");
        assertThat(problemOf(server, folder.resolve("none.pem"))).contains("none.pem", "tls.ca");
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage");
        assertThat(problemOf(server, garbage)).contains("garbage.pem is no PEM file");
    }

    @Test
    void aNameThatIsNotInTheCertificateIsRefused() throws Exception {
        write(authority.issue(List.of("farm.studio.lan"), now, 5));
        int port = start().port();
        assertThat(problemOf(URI.create("https://localhost:" + port), made.resolve("ca.pem")))
                .contains("its certificate is for farm.studio.lan, not for localhost");
    }

    @Test
    void whoSpeaksTlsWhereThereIsNoneOrTheOtherWayRoundIsToldSo() throws Exception {
        write(usual);
        int port = start().port();
        assertThat(problemOf(URI.create("http://localhost:" + port), null))
                .contains("no dispatcher answers", "speaks TLS; is it https://");
        try (RunningDispatcher plain = RunningDispatcher.inMemory(folder.resolve("plain"))) {
            assertThat(problemOf(URI.create("https://localhost:" + plain.port()), null))
                    .contains("does not speak TLS; is it http://");
        }
    }

    @Test
    void olderTlsIsRefusedAndTheTwoNewestAreSpoken() throws Exception {
        write(usual);
        int port = start().port();
        assertThat(spoken(port, "TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(spoken(port, "TLSv1.2")).isEqualTo("TLSv1.2");
        assertThatThrownBy(() -> spoken(port, "TLSv1.1")).isInstanceOf(SSLException.class);
    }

    private static String spoken(int port, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) ClientTls.context(made.resolve("ca.pem"))
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static X509Certificate shown(int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) ClientTls.context(made.resolve("ca.pem"))
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void aRenewedCertificateIsTakenOverAndOpenLinksGoOn() throws Exception {
        write(usual);
        RunningDispatcher running = start();
        assertThat(shown(running.port())).isEqualTo(usual.certificate());
        try (SimLink worker = SimLink.offering(running, "w1", "puli.2").report()) {
            assertThat(worker.message()).isNotNull();
            write(renewed);
            await().until(() -> shown(running.port()).equals(renewed.certificate()));
            worker.drained();
            worker.report();
            assertThat(worker.message().orders()).isNotNull();
        }
    }

    @Test
    void filesThatCannotBeUsedChangeNothingUntilTheyCan() throws Exception {
        write(usual);
        RunningDispatcher running = start();
        try (DispatcherWords log = new DispatcherWords()) {
            Files.writeString(files.certificate(), Pem.text(renewed.certificate()));
            await().until(() -> log.all().contains("does not belong to the first certificate"));
            assertThat(shown(running.port())).isEqualTo(usual.certificate());
        }
        write(renewed);
        await().until(() -> shown(running.port()).equals(renewed.certificate()));
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(this::start).hasMessageContainingAll(words);
    }

    @Test
    void whatCannotBeUsedIsRefusedAtTheStartInWords() throws Exception {
        assertRefused("there is no file", "dispatcher.pem");
        write(usual);
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("others may read or change the private key", "chmod 600");
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r-----"));
        start().close();
        Files.writeString(files.key(), Pem.text(renewed.key()));
        assertRefused("does not belong to the first certificate", "dispatcher-key.pem");
        Files.writeString(
                files.key(), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertRefused("protected by a password", "openssl pkcs8");
        Files.writeString(files.key(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertRefused("older form than PKCS #8", "openssl pkcs8");
        Files.writeString(files.key(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused("damaged or of an unknown kind");
        Files.writeString(files.key(), Pem.text(usual.certificate()));
        assertRefused("holds no private key");
    }

    @Test
    void aCertificateOutsideItsTimeIsRefusedAtTheStart() throws Exception {
        write(authority.issue(List.of("localhost"), now.minus(Duration.ofDays(9)), 3));
        assertRefused("expired on", "renew it");
        write(authority.issue(List.of("localhost"), now.plus(Duration.ofDays(2)), 3));
        assertRefused("is not valid before", "clock");
    }

    @Test
    void aClientThatSaysNoTlsAtAllHoldsNobodyUp() throws Exception {
        write(usual);
        int port = start().port();
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(problemOf(URI.create("https://localhost:" + port), made.resolve("ca.pem")))
                    .isEmpty();
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void anAuthorityThatIsReplacedInItsFileIsBelievedFromThenOn() throws Exception {
        write(usual);
        URI server = URI.create("https://localhost:" + start().port() + "/api/v1/farm");
        Path ca = folder.resolve("ca.pem");
        replace(ca, Pem.text(stranger.certificate()), "rw-r--r--");
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(ClientTls.context(ca)).build()) {
            HttpRequest request = HttpRequest.newBuilder(server).build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            replace(ca, Pem.text(stranger.certificate()) + Pem.text(authority.certificate()), "rw-r--r--");
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
