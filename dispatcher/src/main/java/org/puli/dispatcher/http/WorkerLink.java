package org.puli.dispatcher.http;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.WorkerReport;

/**
 * One connection of a worker: reports in, messages out. Whatever is not a sound report is refused here and never
 * reaches the ring. The server calls it, one call after the other; none waits for anything.
 */
final class WorkerLink implements FrameHandler {
    private final WorkerLinkEndpoint.Parts parts;
    private final int version;
    private final TextFrames frames;
    private @Nullable SocketMailbox mailbox;
    private @Nullable CoreSession session;
    private @Nullable WorkerName worker;
    private @Nullable WorkerReport last;
    private long number;
    private boolean isRefused;

    /** A link that speaks this version. */
    WorkerLink(WorkerLinkEndpoint.Parts parts, int version) {
        this.parts = parts;
        this.version = version;
        this.frames = new TextFrames(
                WorkerLinkEndpoint.LONGEST_MESSAGE,
                this::receive,
                () -> refuse("a worker link carries text frames only"));
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        SocketMailbox made = new SocketMailbox(opened, parts.sender());
        session = opened;
        mailbox = made;
        parts.sender().opened(made);
        String leader = parts.gate().findOther();
        if (leader == null) {
            parts.greeting().greet(version, made);
        } else {
            // It led when the handshake was let in, and its links were closed before this one was there.
            made.moved(leader);
        }
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        CoreSession open = opened();
        frames.take(frame, open);
        callback.succeeded();
        open.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        if (mailbox != null) {
            parts.sender().closed(mailbox);
        }
        if (worker != null) {
            parts.links().close(worker, number);
        }
        callback.succeeded();
    }

    private CoreSession opened() {
        if (session == null) {
            throw new IllegalStateException("a message came before its connection");
        }
        return session;
    }

    private void receive(byte[] message) {
        if (isRefused) {
            return;
        }
        try {
            WorkerReport report = ReportReader.read(message);
            enter(report);
            if (last != null && report.repeats(last)) {
                parts.ring().repeat(report, number);
            } else {
                parts.ring().report(report, number);
            }
            last = report;
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void enter(WorkerReport report) {
        if (worker == null) {
            if (report.facts() == null) {
                throw new IllegalArgumentException("the first report on a link has to tell the worker's facts");
            }
            worker = report.worker();
            number = parts.links().open(worker, sending());
        } else if (!worker.equals(report.worker())) {
            throw new IllegalArgumentException("this link belongs to worker " + worker + ", not to " + report.worker());
        }
    }

    /** After a refusal the link only waits to be closed; what still comes is not read. */
    private void refuse(String reason) {
        isRefused = true;
        sending().refuse(reason);
    }

    private SocketMailbox sending() {
        if (mailbox == null) {
            throw new IllegalStateException("a message came before its connection");
        }
        return mailbox;
    }
}
