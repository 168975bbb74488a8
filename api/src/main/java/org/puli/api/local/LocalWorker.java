package org.puli.api.local;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.puli.api.json.Json;
import org.puli.api.local.LocalFailure.Kind;

/** Asks the worker of this machine. Safe on every thread; blocks for {@link #PATIENCE} at most. */
public final class LocalWorker {
    /** How long an answer is waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_ANSWER_BYTES = 1 << 20;

    private final Path data;
    private final Duration patience;

    /** The worker with this data folder. */
    public LocalWorker(Path data) {
        this(data, PATIENCE);
    }

    LocalWorker(Path data, Duration patience) {
        this.data = data;
        this.patience = patience;
    }

    /**
     * Asks once.
     *
     * @throws LocalFailure when there is no such worker, it is somebody else's, or it says no
     */
    public LocalStatus ask(LocalRequest request) {
        if (LocalSocket.isTooLong(data)) {
            throw new LocalFailure(
                    Kind.NO_WORKER,
                    "the data folder " + data + " has too long a path for a socket; a worker with a shorter one"
                            + " (--data, worker.data) can be asked");
        }
        LocalAnswer answer;
        try {
            answer = Json.read(exchange(Json.write(request)), LocalAnswer.class);
        } catch (IOException e) {
            throw failure(e);
        } catch (IllegalArgumentException e) {
            throw new LocalFailure(
                    Kind.BROKEN, "whoever listens at " + LocalSocket.path(data) + " does not answer as a worker does");
        }
        if (answer.error() != null) {
            throw new LocalFailure(Kind.REFUSED, answer.error());
        }
        if (answer.status() == null) {
            throw new LocalFailure(Kind.BROKEN, "the worker says nothing; is it of another release?");
        }
        return answer.status();
    }

    /** One line there, one line back. */
    private String exchange(String line) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(LocalSocket.path(data)));
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) {
                await(selector, deadline);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            return readLine(channel, selector, deadline);
        }
    }

    private static String readLine(SocketChannel channel, Selector selector, long deadline) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(MOST_ANSWER_BYTES);
        while (in.hasRemaining()) {
            await(selector, deadline);
            if (channel.read(in) < 0) {
                break;
            }
            if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
                return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
            }
        }
        throw new EOFException("the answer is cut off");
    }

    private static void await(Selector selector, long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0 || selector.select(Math.max(1, left / 1_000_000)) == 0) {
            throw new IOException("no answer in time");
        }
        selector.selectedKeys().clear();
    }

    /** The system's words say little; what is on the disk says more. */
    private LocalFailure failure(IOException cause) {
        Path folder = LocalSocket.folder(data);
        if (!Files.exists(data) && !Files.notExists(data)) {
            return new LocalFailure(
                    Kind.NOT_YOURS,
                    "the data folder " + data
                            + " is somebody else's; ask as the user that the worker runs as, or as root");
        }
        if (Files.exists(folder) && !Files.isExecutable(folder)) {
            return new LocalFailure(
                    Kind.NOT_YOURS,
                    "the worker in " + data + " belongs to user " + owner(folder) + "; ask as that user or as root");
        }
        if (Files.exists(LocalSocket.path(data)) && !(cause instanceof ConnectException)) {
            return new LocalFailure(
                    Kind.BROKEN,
                    "the worker in " + data + " does not answer (" + cause.getMessage() + "); see " + data
                            + "/worker.log");
        }
        return new LocalFailure(
                Kind.NO_WORKER,
                "no worker runs with the data folder " + data + "; name another with --data or --name, or start it with"
                        + " 'puli worker run'");
    }

    private static String owner(Path folder) {
        try {
            return Files.getOwner(folder).getName();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
