package org.puli.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.WorkerName;
import org.puli.api.local.LocalAnswer;
import org.puli.api.local.LocalFailure;
import org.puli.api.local.LocalFailure.Kind;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalRequest.Verb;
import org.puli.api.local.LocalSocket;
import org.puli.api.local.LocalStatus;
import org.puli.api.local.LocalWorker;

@Timeout(60)
class ControlSocketTest {
    private static final LocalStatus STATUS = new LocalStatus(
            new WorkerName("w1"), "2", 7, List.of("http://farm"), null, null, null, false, 0, List.of(), 0, null);

    @TempDir
    private Path data;

    private final List<LocalRequest> asked = new CopyOnWriteArrayList<>();
    private final List<String> users = new CopyOnWriteArrayList<>();
    private ControlSocket door;

    @BeforeEach
    void open() throws IOException {
        door = ControlSocket.open(data, this::answer, 60_000);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    private LocalAnswer answer(LocalRequest request, String user) {
        asked.add(request);
        users.add(user);
        if ("fail".equals(request.reason())) {
            throw new IllegalStateException("a fault");
        }
        return request.verb() == Verb.STOP ? LocalAnswer.refusal("not now") : LocalAnswer.of(STATUS);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(LocalSocket.path(data)));
        return channel;
    }

    private String say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.UTF_8));
    }

    private String say(byte[] bytes) throws IOException {
        try (SocketChannel channel = connect()) {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            return rest(channel);
        }
    }

    private static String rest(SocketChannel channel) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(100_000);
        while (channel.read(in) >= 0) {
            assertThat(in.hasRemaining()).isTrue();
        }
        return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
    }

    @Test
    void aRequestIsAnsweredAndTheSystemSaysWhoAsks() throws IOException {
        LocalRequest request = new LocalRequest(1, Verb.PAUSE, "lunch\u00e9", null, 5L);
        assertThat(new LocalWorker(data).ask(request)).isEqualTo(STATUS);
        assertThat(asked).containsExactly(request);
        assertThat(users).containsExactly(Files.getOwner(data).getName());
    }

    @Test
    void onlyItsUserCanReachIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LocalSocket.folder(data))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LocalSocket.path(data))))
                .isEqualTo("rw-------");
        door.close();
        Files.setPosixFilePermissions(LocalSocket.folder(data), PosixFilePermissions.fromString("rwxrwxrwx"));
        door = ControlSocket.open(data, this::answer, 60_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LocalSocket.folder(data))))
                .as("a folder that was opened to others is closed again")
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsNoRequestIsToldSo() throws IOException {
        assertThat(say("hello\n")).contains("\"error\"", "no request");
        assertThat(say("\n")).contains("no request");
        assertThat(say("[".repeat(3_000) + "\n")).contains("no request");
        assertThat(say("{\"protocol\": 1, \"verb\": \"DANCE\"}\n")).contains("does not know that verb");
        assertThat(say("{\"protocol\": 1}\n")).contains("does not know that verb");
        assertThat(say("{\"protocol\": 2, \"verb\": \"STATUS\"}\n")).contains("version 1", "not 2");
        assertThat(say("{\"protocol\": 1, \"verb\": \"STOP\", \"withinMillis\": \"soon\"}\n"))
                .contains("no request");
        assertThat(say("{\"protocol\": 1, \"verb\": \"STATUS\", \"ofALaterRelease\": [1]}\n"))
                .contains("\"status\"");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRequestHasSoManyBytesAndNoMore() throws IOException {
        String head = "{\"protocol\": 1, \"verb\": \"STATUS\"";
        String fits = head + " ".repeat(LocalRequest.MOST_BYTES - head.length() - 2) + "}\n";
        assertThat(fits).hasSize(LocalRequest.MOST_BYTES);
        assertThat(say(fits)).contains("\"status\"");
        assertThat(say("x".repeat(LocalRequest.MOST_BYTES))).contains("at most 4096 bytes");
    }

    @Test
    void junkOfAnyKindLeavesTheDoorOpen() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            byte[] junk = new byte[random.nextInt(1, 200)];
            random.nextBytes(junk);
            junk[junk.length - 1] = '\n';
            assertThat(say(junk)).contains("error");
            connect().close();
        }
        assertThat(new LocalWorker(data).ask(LocalRequest.of(Verb.STATUS))).isEqualTo(STATUS);
    }

    @Test
    void soManyAreServedAtOnceAndTheNextIsToldToComeAgain() throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < ControlSocket.MOST_CALLERS; i++) {
            silent.add(connect());
        }
        try (SocketChannel oneMore = connect()) {
            assertThat(rest(oneMore)).contains("too many");
        }
        silent.removeFirst().close();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(new LocalWorker(data).ask(LocalRequest.of(Verb.STATUS)))
                        .isEqualTo(STATUS));
        for (SocketChannel channel : silent) {
            channel.close();
        }
    }

    @Test
    void whoTakesTooLongIsDropped() throws IOException {
        door.close();
        door = ControlSocket.open(data, this::answer, 1);
        try (SocketChannel silent = connect()) {
            assertThat(rest(silent)).isEmpty();
        }
    }

    @Test
    void aFaultBehindTheDoorIsTheWorkersOwn() {
        assertThatThrownBy(() -> new LocalWorker(data).ask(new LocalRequest(1, Verb.PAUSE, "fail", null, null)))
                .hasMessageContaining("its log says more");
        assertThat(new LocalWorker(data).ask(LocalRequest.of(Verb.STATUS))).isEqualTo(STATUS);
        assertThatThrownBy(() -> new LocalWorker(data).ask(LocalRequest.of(Verb.STOP)))
                .isInstanceOfSatisfying(
                        LocalFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessage("not now");
    }

    @Test
    void aDeadWorkersSocketIsTakenOver() throws IOException {
        door.close();
        assertThat(LocalSocket.path(data)).doesNotExist();
        Files.writeString(LocalSocket.path(data), "left over");
        door = ControlSocket.open(data, this::answer, 60_000);
        assertThat(new LocalWorker(data).ask(LocalRequest.of(Verb.STATUS))).isEqualTo(STATUS);
    }

    @Test
    void aPathThatTheSystemCannotHoldIsToldOnBothSides() {
        Path deep = data.resolve("x".repeat(120));
        assertThatThrownBy(() -> ControlSocket.open(deep, this::answer)).hasMessageContaining("worker.data");
        assertThatThrownBy(() -> new LocalWorker(deep).ask(LocalRequest.of(Verb.STATUS)))
                .hasMessageContaining("too long a path");
    }

    @Test
    void withoutAWorkerThereIsAnErrorThatSaysWhatToDo() throws IOException {
        door.close();
        assertThatThrownBy(() -> new LocalWorker(data).ask(LocalRequest.of(Verb.STATUS)))
                .isInstanceOfSatisfying(
                        LocalFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_WORKER))
                .hasMessageContaining(data.toString())
                .hasMessageContaining("puli worker run");
    }

    @Test
    void aLinkInPlaceOfTheFolderIsNotFollowed() throws IOException {
        door.close();
        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        Files.delete(LocalSocket.folder(data));
        Files.createSymbolicLink(LocalSocket.folder(data), elsewhere);
        assertThatThrownBy(() -> ControlSocket.open(data, this::answer)).isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }
}
