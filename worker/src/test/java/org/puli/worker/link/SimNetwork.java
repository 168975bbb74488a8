package org.puli.worker.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What lies between a worker and its dispatcher: passes bytes on until the test makes it silent, drops or half-closes
 * its connections, or holds bytes back for a while. As a proxy it serves {@code CONNECT} and nothing else.
 */
final class SimNetwork implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final boolean isProxy;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Socket> toWorkers = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean isSilent;

    private SimNetwork(int target, boolean isProxy) throws IOException {
        this.target = target;
        this.isProxy = isProxy;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LinkThreads.start("sim-network", this::accept);
    }

    /** A way to a port of this machine. */
    static SimNetwork to(int port) throws IOException {
        return new SimNetwork(port, false);
    }

    /** An HTTP proxy that leads to that port, whatever is asked for. */
    static SimNetwork proxyTo(int port) throws IOException {
        return new SimNetwork(port, true);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    /** From now on bytes of the open connections vanish, in both directions; new ones are passed on. */
    void silenceWhatIsOpen() {
        isSilent = true;
        silenced.addAll(sockets);
    }

    private final List<Socket> silenced = new CopyOnWriteArrayList<>();

    /** Resets every open connection, as a machine that lost its power and came back. */
    void drop() throws IOException {
        for (Socket socket : sockets) {
            reset(socket);
        }
        sockets.clear();
        toWorkers.clear();
    }

    private static void reset(Socket socket) throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            return;
        }
        socket.close();
    }

    /** Says to the workers that nothing more will come, and still takes what they send. */
    void halfClose() throws IOException {
        for (Socket socket : toWorkers) {
            socket.shutdownOutput();
        }
        toWorkers.clear();
    }

    /** Holds all bytes back until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    private void accept() {
        try {
            while (true) {
                Socket worker = server.accept();
                accepted.incrementAndGet();
                LinkThreads.start("sim-way", () -> connect(worker));
            }
        } catch (IOException closed) {
            release();
        }
    }

    private void connect(Socket worker) {
        try {
            if (isProxy) {
                asked.add(head(worker.getInputStream()));
                worker.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            Socket dispatcher = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.addAll(List.of(worker, dispatcher));
            toWorkers.add(worker);
            LinkThreads.start("sim-up", () -> pass(worker, dispatcher));
            pass(dispatcher, worker);
        } catch (IOException away) {
            close(worker);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                gate.await();
                if (!isSilent || !silenced.contains(from)) {
                    out.write(bytes, 0, count);
                }
            }
            close(to);
        } catch (IOException e) {
            close(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        drop();
    }
}
