package org.puli.worker.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.puli.api.json.Json;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.WorkerReport;

/** A dispatcher's end of the worker link on a plain socket: says what the test says, and no more. */
final class SimDispatcher implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    final List<String> heads = new CopyOnWriteArrayList<>();
    final BlockingQueue<WorkerReport> reports = new LinkedBlockingQueue<>();
    final AtomicInteger pings = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile String refusal = "";
    private volatile String subprotocol = "";
    private volatile String first = "";
    private volatile boolean answersPings = true;

    SimDispatcher() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LinkThreads.start("sim-dispatcher", this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on each handshake is answered with this status and these words. */
    SimDispatcher refusing(String status, String words) {
        refusal = "HTTP/1.1 " + status + "\r\nPuli-Refusal: " + words
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return this;
    }

    /** Which of the offered versions it chooses; it is called so in the handshake. */
    SimDispatcher choosing(String name) {
        subprotocol = name;
        return this;
    }

    /** What it says at once on each link. */
    SimDispatcher saying(LinkMessage message) {
        first = Json.write(message);
        return this;
    }

    SimDispatcher deafToPings() {
        answersPings = false;
        return this;
    }

    /** Says something on the newest link. */
    void say(LinkMessage message) throws IOException {
        write(open.getLast(), TEXT, Json.write(message).getBytes(StandardCharsets.UTF_8));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                LinkThreads.start("sim-link", () -> serve(socket));
            }
        } catch (IOException closed) {
            pings.set(-1);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String head = head(in);
            heads.add(head);
            if (!refusal.isEmpty()) {
                socket.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            // Before the welcome: who has read that may ask at once that the link be broken off.
            open.add(socket);
            socket.getOutputStream().write(welcome(head).getBytes(StandardCharsets.US_ASCII));
            if (!first.isEmpty()) {
                write(socket, TEXT, first.getBytes(StandardCharsets.UTF_8));
            }
            read(socket, in);
        } catch (IOException | GeneralSecurityException ended) {
            open.remove(socket);
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private String welcome(String head) throws GeneralSecurityException {
        String key = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*:\\s*", "");
        byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n"
                + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
    }

    private void read(Socket socket, DataInputStream in) throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0x0F;
            int size = in.readUnsignedByte() & 0x7F;
            int length = size == 126 ? in.readUnsignedShort() : size == 127 ? (int) in.readLong() : size;
            byte[] mask = in.readNBytes(4);
            byte[] body = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                body[i] ^= mask[i % 4];
            }
            switch (kind) {
                case TEXT -> reports.add(Json.read(new String(body, StandardCharsets.UTF_8), WorkerReport.class));
                case PING -> pong(socket, body);
                case CLOSE -> throw new IOException("closed by the worker");
                default -> throw new IOException("frame " + kind);
            }
        }
    }

    private void pong(Socket socket, byte[] body) throws IOException {
        pings.incrementAndGet();
        if (answersPings) {
            write(socket, PONG, body);
        }
    }

    private static synchronized void write(Socket socket, int kind, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(body.length + 4).put((byte) (0x80 | kind));
        if (body.length < 126) {
            frame.put((byte) body.length);
        } else {
            frame.put((byte) 126).putShort((short) body.length);
        }
        frame.put(body).flip();
        OutputStream out = socket.getOutputStream();
        out.write(frame.array(), 0, frame.limit());
        out.flush();
    }

    /** Breaks off all links. */
    void drop() throws IOException {
        for (Socket socket : List.copyOf(open)) {
            socket.close();
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        drop();
    }
}
