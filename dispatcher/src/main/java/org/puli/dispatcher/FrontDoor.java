package org.puli.dispatcher;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.WorkerReport;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.live.LiveFeed;
import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.Busy;
import org.puli.dispatcher.loop.Ring;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.farm.request.Request;

/**
 * What stays while terms of leading come and go: links, views, watchers, and the way to whichever ring turns just now.
 * Safe on every thread.
 */
final class FrontDoor implements Ring {
    private final LiveFeed feed = new LiveFeed();
    private final Views views = new Views(feed);
    private final WorkerLinks links = new WorkerLinks();
    private final Runnable onLost;
    private final Consumer<Mark> onLoss;
    private volatile @Nullable FarmTerm term;
    private volatile Consumer<String> onClosed = leader -> {};

    /** {@code onLost} is told when a term has found itself over, {@code onLoss} what it should have known. */
    FrontDoor(Runnable onLost, Consumer<Mark> onLoss) {
        this.onLost = onLost;
        this.onLoss = onLoss;
    }

    /** Who is told where the leader is when a term has ended. */
    void onClosed(Consumer<String> told) {
        onClosed = told;
    }

    LiveFeed feed() {
        return feed;
    }

    Views views() {
        return views;
    }

    WorkerLinks links() {
        return links;
    }

    void open(FarmTerm begun) {
        term = begun;
    }

    /** The term that goes on, or went on last; null before any. */
    @Nullable
    FarmTerm findTerm() {
        return term;
    }

    void closed(String leader) {
        feed.open(false);
        onClosed.accept(leader);
    }

    void leadershipLost() {
        onLost.run();
    }

    void lossFound(Mark mark) {
        onLoss.accept(mark);
        onLost.run();
    }

    @Override
    public <R> CompletableFuture<R> ask(Request<R> request) {
        FarmTerm present = term;
        return present == null
                ? CompletableFuture.failedFuture(new Busy("this dispatcher does not lead"))
                : present.ask(request);
    }

    @Override
    public void report(WorkerReport report, long link) {
        FarmTerm present = term;
        if (present != null && present.takes(report, links)) {
            present.ring().inbox.report(report, link);
        }
    }

    @Override
    public void repeat(WorkerReport report, long link) {
        FarmTerm present = term;
        if (present != null && present.takes(report, links)) {
            present.ring().inbox.repeat(report, link);
        }
    }
}
