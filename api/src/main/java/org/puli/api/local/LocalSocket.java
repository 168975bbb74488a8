package org.puli.api.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a worker can be talked to. Stateless. */
public final class LocalSocket {
    /** Longest path of a socket, in bytes: the system has room for no more. */
    public static final int LONGEST_PATH = 107;

    private LocalSocket() {}

    /** The folder that only the worker's user may enter. */
    public static Path folder(Path data) {
        return data.resolve("control");
    }

    /** The socket. */
    public static Path path(Path data) {
        return folder(data).resolve("worker.sock");
    }

    /** Whether the system can hold the socket's path. */
    public static boolean isTooLong(Path data) {
        return path(data).toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH;
    }
}
