package org.puli.worker.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.puli.api.local.LocalSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the socket in the worker's data folder. The folder is closed to everybody but the worker's user and the
 * socket is, too; who still comes is asked of the system. One thread serves all callers without ever waiting for one of
 * them: so many at once, so many bytes, so much time each.
 */
public final class ControlSocket implements AutoCloseable {
    /** Callers that are served at once; one more is told to come again. */
    public static final int MOST_CALLERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SOCKET = PosixFilePermissions.fromString("rw-------");
    private static final long LOOK_MILLIS = 500;

    private final Path path;
    private final Desk desk;
    private final UserPrincipal owner;
    private final long patienceMillis;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread;
    private volatile boolean isClosed;

    private ControlSocket(Path path, Desk desk, UserPrincipal owner, long patienceMillis) throws IOException {
        this.path = path;
        this.desk = desk;
        this.owner = owner;
        this.patienceMillis = patienceMillis;
        selector = Selector.open();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, SOCKET);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            server.close();
            selector.close();
            throw e;
        }
        thread = ControlThreads.start("control", this::serve);
    }

    /**
     * Begins to listen; the caller holds the data folder's lock, so that a socket that is there is a dead worker's.
     *
     * @throws IOException when the folder cannot be used, saying why
     */
    public static ControlSocket open(Path data, Desk desk) throws IOException {
        return open(data, desk, Caller.PATIENCE_MILLIS);
    }

    static ControlSocket open(Path data, Desk desk, long patienceMillis) throws IOException {
        if (LocalSocket.isTooLong(data)) {
            throw new IOException("the path of its socket would have more than " + LocalSocket.LONGEST_PATH
                    + " bytes; a shorter worker.data helps");
        }
        if (!data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            throw new IOException("this platform has no permissions by which it could be kept to the worker's user");
        }
        Path folder = LocalSocket.folder(data);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        Files.setPosixFilePermissions(folder, FOLDER);
        Path path = LocalSocket.path(data);
        Files.deleteIfExists(path);
        return new ControlSocket(path, desk, Files.getOwner(folder), patienceMillis);
    }

    private void serve() {
        try {
            while (!isClosed) {
                selector.select(LOOK_MILLIS);
                for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
                    turn(key);
                }
                selector.selectedKeys().clear();
                dropLate();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Nobody at this machine can talk to the worker any more: {}", e.toString());
        }
    }

    /** Whatever a caller does, the next one is served. */
    private void turn(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof Caller caller) {
                caller.turn(key);
            }
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("A local caller is gone: {}", e.toString());
            drop(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        String user =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        channel.configureBlocking(false);
        // The server's own key is no caller.
        boolean isFull = selector.keys().size() - 1 >= MOST_CALLERS;
        boolean isStranger = !user.equals(owner.getName()) && !user.equals("root");
        if (isFull || isStranger) {
            Caller.turnAway(channel, isStranger ? "this worker belongs to " + owner.getName() : "too many ask at once");
        } else {
            channel.register(selector, SelectionKey.OP_READ, new Caller(channel, user, desk));
        }
    }

    private void dropLate() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Caller caller && caller.isLate(patienceMillis)) {
                drop(key);
            }
        }
    }

    private static void drop(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            LOG.debug("Closing failed: {}", e.toString());
        }
    }

    /** Stops listening and takes the socket away; may be called again. */
    @Override
    public void close() throws IOException {
        if (!selector.isOpen()) {
            return;
        }
        isClosed = true;
        selector.wakeup();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : List.copyOf(selector.keys())) {
            drop(key);
        }
        selector.close();
        Files.deleteIfExists(path);
    }
}
