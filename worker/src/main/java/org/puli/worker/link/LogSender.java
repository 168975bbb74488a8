package org.puli.worker.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.puli.api.json.Json;
import org.puli.api.sync.LogHead;
import org.puli.api.sync.LogSearch;
import org.puli.api.sync.LogWanted;
import org.puli.worker.logs.LogFiles;
import org.puli.worker.logs.LogSearcher;
import org.puli.worker.logs.LogStream;
import org.puli.worker.logs.LogUnreadable;
import org.puli.worker.logs.LogView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends logs that somebody wants to read, each in a request of its own on a virtual thread, so that no log ever stands
 * in the way of a report. Searches take a processor each, so there are two at most, on threads of their own.
 */
public final class LogSender {
    private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);
    private static final int SEARCHES = 2;

    private final WebSocketLink link;
    private final LogFiles logs;
    private final Semaphore searches = new Semaphore(SEARCHES);

    /** A sender of these logs to the dispatcher that the link is connected to. */
    public LogSender(WebSocketLink link, LogFiles logs) {
        this.link = link;
        this.logs = logs;
    }

    /** Starts to send a log; returns at once. */
    public void send(LogWanted wanted) {
        URI server = link.findServer();
        if (server == null) {
            return;
        }
        LogPost post = new LogPost(link, server, wanted.ticket());
        LogSearch search = wanted.search();
        if (search == null) {
            LinkThreads.startVirtual("log-" + wanted.attempt(), () -> carry(post, () -> read(post, wanted)));
        } else if (searches.tryAcquire()) {
            LinkThreads.start("log-search", () -> {
                try {
                    carry(post, () -> search(post, wanted, search));
                } finally {
                    searches.release();
                }
            });
        } else {
            LinkThreads.startVirtual(
                    "log-busy",
                    () -> carry(post, () -> {
                        throw new Busy();
                    }));
        }
    }

    /** Too many search at once. */
    private static final class Busy extends IOException {
        private static final long serialVersionUID = 1;
    }

    private interface Sending {
        void run() throws IOException, InterruptedException, ExecutionException;
    }

    private static void carry(LogPost post, Sending sending) {
        try {
            try {
                sending.run();
            } catch (LogUnreadable e) {
                post.words(kind(e.why()), String.valueOf(e.getMessage()));
            } catch (Busy e) {
                post.words(LogHead.Kind.BUSY, SEARCHES + " searches are running on this worker; try again in a moment");
            }
        } catch (IOException | ExecutionException e) {
            // Mostly the reader has gone away, which is how following a log ends.
            LOG.debug("A log was not sent to its end: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LogHead.Kind kind(LogUnreadable.Why why) {
        return switch (why) {
            case NONE -> LogHead.Kind.NONE;
            case REMOVED -> LogHead.Kind.REMOVED;
            case AWAY -> LogHead.Kind.AWAY;
        };
    }

    private void read(LogPost post, LogWanted wanted) throws IOException, InterruptedException, ExecutionException {
        try (LogView view = logs.view(wanted.attempt(), wanted.job())) {
            boolean isEnded = view.isEnded();
            long size = view.size();
            long start = Math.min(size, wanted.from() >= 0 ? wanted.from() : Math.max(0, size + wanted.from()));
            try (LogStream stream = stream(view, wanted, start, isEnded ? size : -1)) {
                post.bytes(new LogHead(LogHead.Kind.BYTES, start, size, isEnded), stream, stream::stop);
            }
        }
    }

    /** Whoever is told how many bytes come gets exactly these or sees that the rest is missing. */
    private static LogStream stream(LogView view, LogWanted wanted, long start, long endedSize) throws IOException {
        Long length = wanted.length();
        if (length != null) {
            long size = endedSize >= 0 ? endedSize : view.size();
            return view.readPart(start, start + Math.min(length, size - start));
        }
        if (endedSize >= 0) {
            return view.readPart(start, endedSize);
        }
        return wanted.follow() ? view.follow(wanted.from()) : view.read(wanted.from());
    }

    private void search(LogPost post, LogWanted wanted, LogSearch search)
            throws IOException, InterruptedException, ExecutionException {
        byte[] found;
        LogHead head;
        try (LogView view = logs.view(wanted.attempt(), wanted.job());
                LogStream stream = view.read(0)) {
            head = new LogHead(LogHead.Kind.LINES, 0, view.size(), view.isEnded());
            found = Json.writeBytes(
                    new LogSearcher(search).search(wanted.attempt().attempt(), stream));
        } catch (IllegalArgumentException e) {
            LOG.warn("cannot search a log: {}", e.getMessage());
            return;
        }
        post.bytes(head, new ByteArrayInputStream(found), () -> {});
    }
}
