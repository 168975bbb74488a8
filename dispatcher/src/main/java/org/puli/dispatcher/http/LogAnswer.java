package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.LogHead;
import org.puli.api.sync.LogWanted;
import org.puli.api.view.Problem;

/** Answers a reader with what a worker has brought. Stateless. */
final class LogAnswer {
    private static final int CHUNK = 16 << 10;
    private static final int MOST_WORDS = 2_000;

    private LogAnswer() {}

    /** Refuses with the worker's words when it brings no log. */
    static void checkBrought(LogRelay.Brought brought) throws IOException {
        LogHead head = brought.head();
        if (head != null && head.kind() != LogHead.Kind.BYTES && head.kind() != LogHead.Kind.LINES) {
            byte[] words = brought.body().readNBytes(MOST_WORDS);
            throw refusal(head.kind(), Text.line(new String(words, StandardCharsets.UTF_8), MOST_WORDS));
        }
    }

    private static Refusing refusal(LogHead.Kind kind, String words) {
        return switch (kind) {
            case REMOVED -> new Refusing(Answer.problem(410, "log-removed", "The log was removed", words));
            case AWAY -> new Refusing(Answer.problem(503, "log-away", "The log is away", words));
            case BUSY -> Refusing.busy(words);
            case NONE, BYTES, LINES -> Refusing.notFound("no-log", words);
        };
    }

    /**
     * Sends bytes: the part that was asked for (206, or 416 when there is nothing), or the whole log with its length
     * when that is known, or piece by piece as they come.
     *
     * @return whether an answer was sent; if not, whole bytes have to be asked for
     */
    static boolean bytes(Context context, LogRelay.Brought brought, LogWanted wanted) throws IOException {
        context.contentType("text/plain; charset=utf-8").disableCompression();
        LogHead head = brought.head();
        Long length = wanted.length();
        if (length == null) {
            whole(context, brought, wanted);
            return true;
        }
        String tag = head == null ? null : tag(wanted, head);
        String ifRange = context.header("If-Range");
        if (head == null || (ifRange != null && !ifRange.equals(tag))) {
            return false;
        }
        context.header("Accept-Ranges", "bytes");
        if (head.start() >= head.size()) {
            context.header("Content-Range", "bytes */" + head.size());
            Answer.problem(context, beyond(head.size()));
            return true;
        }
        long end = head.start() + Math.min(length, head.size() - head.start());
        context.status(206).header("Content-Range", "bytes " + head.start() + "-" + (end - 1) + "/" + head.size());
        tagged(context, tag);
        exactly(context, brought.body(), end - head.start());
        return true;
    }

    private static Problem beyond(long size) {
        return new Problem(
                "no-range",
                "There are no such bytes",
                416,
                "the log has " + size + " bytes, and none where this range begins",
                List.of());
    }

    private static void whole(Context context, LogRelay.Brought brought, LogWanted wanted) throws IOException {
        LogHead head = brought.head();
        if (head == null || !head.ended() || wanted.follow()) {
            copy(brought.body(), context);
            return;
        }
        if (wanted.from() == 0) {
            context.header("Accept-Ranges", "bytes");
            tagged(context, tag(wanted, head));
        }
        exactly(context, brought.body(), head.size() - head.start());
    }

    /** Names the bytes of a log that will not change any more; null for one that may. */
    private static @Nullable String tag(LogWanted wanted, LogHead head) {
        return head.ended() ? "\"" + wanted.attempt() + "-" + head.size() + "\"" : null;
    }

    private static void tagged(Context context, @Nullable String tag) {
        if (tag != null) {
            context.header("ETag", tag);
        }
    }

    /** Sends as many bytes as promised; with fewer the connection breaks, so that nobody takes them for all. */
    private static void exactly(Context context, InputStream body, long length) throws IOException {
        context.header("Content-Length", Long.toString(length));
        long sent = copy(body, context);
        if (sent != length) {
            throw new IOException("the worker brought " + sent + " of " + length + " bytes");
        }
    }

    /** Each piece is passed on as it comes, so that a follower sees lines when they are written. */
    private static long copy(InputStream from, Context context) throws IOException {
        OutputStream to = context.res().getOutputStream();
        byte[] chunk = new byte[CHUNK];
        long sent = 0;
        for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
            to.write(chunk, 0, count);
            to.flush();
            sent += count;
        }
        return sent;
    }
}
