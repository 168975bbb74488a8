package org.puli.dispatcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The way from a dispatcher to its database server, which can be cut as a network is: connections stay open on both
 * sides, nothing gets through any more in either direction, and nobody is told.
 */
final class CuttableWay implements AutoCloseable {
    private final int target;
    private final ServerSocket door;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean isCut;

    CuttableWay(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on nothing gets through, on connections that are there and on new ones. */
    void cut() {
        isCut = true;
    }

    /** New connections get through again; what was sent on the old ones is lost, and so are they. */
    void mend() throws IOException {
        isCut = false;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            }
        } catch (IOException closed) {
            // The test is over.
            isCut = true;
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!isCut) {
                    out.write(buffer, 0, read);
                }
            }
            if (!isCut) {
                to.close();
            }
        } catch (IOException over) {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        mend();
    }
}
