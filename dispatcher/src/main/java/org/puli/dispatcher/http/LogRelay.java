package org.puli.dispatcher.http;

import java.io.InputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LogHead;

/**
 * Brings a reader and a worker's log together: the reader draws a ticket, the worker posts to it, and the bytes go
 * from one socket to the other without being kept. Safe on every thread.
 */
final class LogRelay {
    private static final int TICKET_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, Meeting> meetings = new ConcurrentHashMap<>();

    /**
     * What a worker brings.
     *
     * @param head what it says of it; null from a worker of an earlier release, which brings bytes and nothing else
     */
    record Brought(@Nullable LogHead head, InputStream body) {}

    /** Where the two meet: the worker brings the bytes and waits until the reader has had enough. */
    static final class Meeting {
        private final CompletableFuture<Brought> bytes = new CompletableFuture<>();
        private final CompletableFuture<Boolean> read = new CompletableFuture<>();

        CompletableFuture<Brought> bytes() {
            return bytes;
        }

        /** The reader is through, or gone. */
        void finish() {
            read.complete(true);
        }

        /** Hands over the worker's bytes and waits until they are read. */
        void bring(Brought brought) {
            bytes.complete(brought);
            read.join();
        }
    }

    /** A ticket nobody can guess. */
    String draw() {
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Meeting open(String ticket) {
        Meeting meeting = new Meeting();
        meetings.put(ticket, meeting);
        return meeting;
    }

    /** Takes the meeting of a ticket, which serves once; null when nobody waits. */
    @Nullable
    Meeting take(String ticket) {
        return meetings.remove(ticket);
    }
}
