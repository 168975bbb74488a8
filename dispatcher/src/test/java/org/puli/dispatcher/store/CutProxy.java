package org.puli.dispatcher.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a store and its server on loopback, and cuts connections when the test says so. */
final class CutProxy implements AutoCloseable {
    /** What becomes of the next COMMIT, besides that the connection is cut. */
    enum Cut {
        /** Nothing is cut. */
        NOT,
        /** It never reaches the server. */
        BEFORE,
        /** It reaches the server, and nobody waits for what comes of it. */
        WITH,
        /** The server has carried it out and its answer is lost. */
        AFTER
    }

    private static final String COMMIT = "COMMIT";
    private static final Pattern NAMED_COMMIT = Pattern.compile("(S_\\d+)\0COMMIT\0");

    private final int target;
    private final ServerSocket door;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile Cut next = Cut.NOT;

    CutProxy(int target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts at the next COMMIT. */
    void cut(Cut how) {
        next = how;
    }

    /** Cuts after so many more bytes from the store to the server, wherever that is. */
    void cutAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** How often it has cut. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket store = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(store);
                open.add(server);
                Link link = new Link(store, server);
                Thread.ofVirtual().start(() -> link.run(link::toServer));
                Thread.ofVirtual().start(() -> link.run(link::toStore));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private interface Copying {
        void copy() throws IOException;
    }

    private final class Link {
        private final Socket store;
        private final Socket server;
        private volatile boolean isAnswerLost;
        private String commitName = "";

        Link(Socket store, Socket server) {
            this.store = store;
            this.server = server;
        }

        void run(Copying copying) {
            try (store;
                    server) {
                copying.copy();
            } catch (IOException cut) {
                // Both ends learn of it by their sockets.
                open.remove(store);
                open.remove(server);
            }
        }

        void toServer() throws IOException {
            byte[] buffer = new byte[65_536];
            InputStream from = store.getInputStream();
            OutputStream to = server.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (bytesLeft.addAndGet(-read) < 0) {
                    int fit = (int) Math.max(0, bytesLeft.get() + read);
                    bytesLeft.set(Long.MAX_VALUE);
                    to.write(buffer, 0, fit);
                    throw cut();
                }
                boolean isCommit =
                        isCommit(new String(buffer, 0, read, StandardCharsets.ISO_8859_1)) && next != Cut.NOT;
                if (isCommit && cutNow(to, buffer, read)) {
                    return;
                }
                if (!isCommit) {
                    to.write(buffer, 0, read);
                }
            }
        }

        /** PostgreSQL's driver gives the statement a name after some uses, and from then on sends that. */
        private boolean isCommit(String sent) {
            Matcher naming = NAMED_COMMIT.matcher(sent);
            if (naming.find()) {
                commitName = naming.group(1);
            }
            return sent.contains(COMMIT) || (!commitName.isEmpty() && sent.contains("\0" + commitName + "\0"));
        }

        /** Says whether nothing more is to be copied to the server. */
        private boolean cutNow(OutputStream to, byte[] buffer, int read) throws IOException {
            Cut how = next;
            next = Cut.NOT;
            isAnswerLost = true;
            if (how != Cut.BEFORE) {
                to.write(buffer, 0, read);
            }
            if (how != Cut.AFTER) {
                throw cut();
            }
            return false;
        }

        void toStore() throws IOException {
            byte[] buffer = new byte[65_536];
            InputStream from = server.getInputStream();
            OutputStream to = store.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (isAnswerLost) {
                    throw cut();
                }
                to.write(buffer, 0, read);
            }
        }

        private IOException cut() {
            cuts.incrementAndGet();
            return new IOException("cut");
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
