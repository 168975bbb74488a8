package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.local.LocalAnswer;
import org.puli.api.local.LocalHold;
import org.puli.api.local.LocalLink;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalRequest.Verb;
import org.puli.api.local.LocalSocket;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.cli.FixedFarm.Ran;

/** The verbs against a socket that gives prepared answers. */
@Timeout(60)
class LocalVerbsTest {
    @TempDir
    private Path data;

    private final List<LocalRequest> asked = new CopyOnWriteArrayList<>();
    private ServerSocketChannel server;
    private volatile String answer = "";

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(LocalSocket.folder(data));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(LocalSocket.path(data)));
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    ByteBuffer in = ByteBuffer.allocate(LocalRequest.MOST_BYTES);
                    while (in.position() == 0 || in.get(in.position() - 1) != '\n') {
                        channel.read(in);
                    }
                    String line = new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
                    asked.add(Json.read(line, LocalRequest.class));
                    channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException closed) {
            answer = "";
        }
    }

    private @Nullable LocalLink link;

    private void answers(int running, @Nullable Availability availability, @Nullable LocalHold hold) {
        answer = Json.write(LocalAnswer.of(new LocalStatus(
                        new WorkerName("w1"),
                        "2",
                        77,
                        List.of("http://farm:8004"),
                        null,
                        availability,
                        hold,
                        false,
                        running,
                        List.of(),
                        3,
                        link)))
                + "\n";
    }

    private Ran local(String... words) {
        List<String> line = new ArrayList<>(List.of("worker", "local"));
        line.addAll(List.of(words));
        line.addAll(List.of("--data", data.toString()));
        return FixedFarm.alone(line.toArray(String[]::new));
    }

    @Test
    void itSaysToWhichDispatcherItIsLinkedAndSinceWhen() {
        link = new LocalLink("https://farm:8004", 1_767_225_600_000L, 2, "2.0.0", null);
        answers(0, null, null);
        assertThat(local("status").out())
                .containsPattern("Linked to +https://farm:8004, Puli 2\\.0\\.0, since 20")
                .doesNotContain("Not linked");
        assertThat(local("status", "--output", "json").out())
                .contains("\"server\" : \"https://farm:8004\"", "\"since\" : 1767225600000");
        assertThat(local("status", "--output", "csv").out())
                .contains("linkedTo,linkedSince,linkProblem", "https://farm:8004,1767225600000,");
        link = new LocalLink(null, null, null, null, "no connection to https://farm:8004: no answer in time");
        answers(0, null, null);
        assertThat(local("status").out())
                .containsPattern("Not linked +no connection to https://farm:8004: no answer in time")
                .doesNotContain("Linked to");
    }

    @Test
    void theStatusIsToldForPeopleAndPrograms() {
        LocalHold hold = new LocalHold(true, "new disk", OfRunning.FINISH, "ada", 5);
        answers(0, new Availability(Cause.LOCAL, "new disk (drained)", OfRunning.FINISH), hold);
        assertThat(local("status").out())
                .contains("w1", "DRAINED", "new disk (drained)", "never", "77", "3 ended commands", "http://farm:8004");
        assertThat(local("status", "--output", "csv").out()).contains("name,status,running", "w1,DRAINED,0,3");
        assertThat(local("status", "--output", "json").out()).contains("\"pid\" : 77");
        answers(2, null, null);
        assertThat(local("status").out()).contains("BUSY").doesNotContain("Because");
    }

    @Test
    void everyVerbSaysWhatItAsksFor() {
        answers(1, new Availability(Cause.LOCAL, "lunch", OfRunning.FINISH), null);
        assertThat(local("pause", "--reason", "lunch").out())
                .isEqualTo("worker w1 takes nothing new; 1 running command goes on\n");
        assertThat(local("pause", "--kill").out()).contains("1 running command is being stopped");
        assertThat(local("drain").code()).isZero();
        assertThat(local("resume").out()).contains("still takes no work: lunch");
        assertThat(local("stop").code()).isZero();
        assertThat(local("stop", "--within", "10m").code()).isZero();
        assertThat(asked)
                .containsExactly(
                        new LocalRequest(1, Verb.PAUSE, "lunch", OfRunning.FINISH, null),
                        new LocalRequest(1, Verb.PAUSE, null, OfRunning.KILL, null),
                        LocalRequest.of(Verb.DRAIN),
                        LocalRequest.of(Verb.RESUME),
                        LocalRequest.of(Verb.STOP),
                        new LocalRequest(1, Verb.STOP, null, null, 600_000L));
        assertThat(local("stop", "--keep").out()).isEqualTo("worker w1 ends and leaves what runs to the next one: 1\n");
        assertThat(asked.getLast()).isEqualTo(LocalRequest.of(Verb.LEAVE));
        assertThat(local("stop", "--keep", "--within", "1m").code()).isEqualTo(2);
        answers(0, null, null);
        assertThat(local("resume").out()).isEqualTo("worker w1 takes work again\n");
    }

    @Test
    void aRefusalIsToldInTheWorkersWords() {
        answer = Json.write(LocalAnswer.refusal("a reason is one line")) + "\n";
        Ran ran = local("pause", "--reason", "x");
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).isEqualTo("puli: a reason is one line\n");
    }

    @Test
    void whoeverAnswersOtherwiseIsNoWorker() {
        for (String junk : List.of("hello\n", "{}\n", "null\n", "", "{\"protocol\": 1")) {
            answer = junk;
            Ran ran = local("status");
            assertThat(ran.code()).as(junk).isEqualTo(1);
            assertThat(ran.err()).as(junk).startsWith("puli: ");
        }
    }

    @Test
    void withoutAWorkerAndWithWrongWordsNothingIsDone() throws IOException {
        server.close();
        Ran ran = local("status");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("no worker runs", data.toString());
        assertThat(local("pause", "--kill", "--requeue").code()).isEqualTo(2);
        assertThat(local("stop", "--within", "soon").err()).contains("--within", "soon");
        assertThat(FixedFarm.alone("worker", "local").err()).contains("Usage: puli worker local");
        assertThat(FixedFarm.alone("worker", "local", "status", "--name", "../x")
                        .code())
                .isEqualTo(2);
    }
}
