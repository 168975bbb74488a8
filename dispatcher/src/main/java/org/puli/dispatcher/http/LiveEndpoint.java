package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.json.Json;
import org.puli.api.view.JobView;
import org.puli.dispatcher.live.LiveFeed;
import org.puli.dispatcher.live.Subscriber;
import org.puli.dispatcher.live.Views;

/** Server-sent events: the views of some jobs as they change, batch by batch. */
final class LiveEndpoint {
    private static final int MOST_JOBS = 1_000;
    private static final long COMMENT_MILLIS = 15_000;

    private final Views views;
    private final LiveFeed feed;

    LiveEndpoint(Views views, LiveFeed feed) {
        this.views = views;
        this.feed = feed;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/live", this::follow);
    }

    private void follow(Context context) throws IOException, InterruptedException {
        Set<JobId> jobs = jobs(Parameters.of(context, "jobs").find("jobs"));
        Subscriber subscriber = feed.subscribe(jobs);
        try {
            for (JobId job : jobs) {
                JobView view = views.findJob(job);
                if (view == null) {
                    throw Refusing.notFound("unknown-job", "there is no job " + job);
                }
                subscriber.offerFirst(view);
            }
            context.contentType("text/event-stream; charset=utf-8").disableCompression();
            write(context.res().getOutputStream(), subscriber);
        } finally {
            feed.unsubscribe(subscriber);
        }
    }

    private static Set<JobId> jobs(@Nullable String list) {
        Set<JobId> jobs = new TreeSet<>();
        for (String part : (list == null ? "" : list).split(",", -1)) {
            if (!part.matches("[1-9]\\d{0,17}")) {
                throw Refusing.badRequest("query parameter 'jobs' is a list of job numbers such as 12,13");
            }
            jobs.add(new JobId(Long.parseLong(part)));
        }
        if (jobs.size() > MOST_JOBS) {
            throw Refusing.badRequest("at most " + MOST_JOBS + " jobs can be followed at once");
        }
        return jobs;
    }

    /** Ends when the reader goes away, which writing to it shows, or the dispatcher leads no more. */
    private static void write(OutputStream to, Subscriber subscriber) throws IOException, InterruptedException {
        while (!subscriber.isOver()) {
            Subscriber.News news = subscriber.await(COMMENT_MILLIS);
            StringBuilder text = new StringBuilder(news.isEmpty() ? ": still here\n\n" : "");
            news.views()
                    .forEach(view -> text.append("event: job\ndata: ")
                            .append(Json.write(view))
                            .append("\n\n"));
            news.deleted()
                    .forEach(job ->
                            text.append("event: deleted\ndata: ").append(job).append("\n\n"));
            to.write(text.toString().getBytes(StandardCharsets.UTF_8));
            to.flush();
        }
    }
}
