package org.puli.api.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.puli.api.JobId;
import org.puli.api.json.Json;
import org.puli.api.view.JobView;

/**
 * Follows jobs over server-sent events. Each connection begins with the present views, so a gap is closed by connecting
 * again. Runs on the caller's thread until the watch has had enough.
 */
final class LiveReader {
    /** The dispatcher says something every 15 s. */
    private static final long LONGEST_SILENCE_SECONDS = 50;

    private static final long PAUSE_MILLIS = 300;
    private static final int UNREAD_LINES = 256;
    private static final int NOT_FOUND = 404;
    private static final String END = "\0end";

    private final HttpCalls calls;
    private final Duration patience;
    private final Set<JobId> jobs;
    private final JobWatch watch;
    private String event = "";

    LiveReader(HttpCalls calls, Duration patience, Collection<JobId> jobs, JobWatch watch) {
        this.calls = calls;
        this.patience = patience;
        this.jobs = new TreeSet<>(jobs);
        this.watch = watch;
    }

    /** Follows; a farm that is away for longer than the patience ends it. */
    void run() {
        boolean goesOn = !jobs.isEmpty();
        boolean hasBegun = false;
        long lastHeard = System.nanoTime();
        while (goesOn) {
            try {
                goesOn = readOnce();
                hasBegun = true;
                lastHeard = System.nanoTime();
            } catch (FarmUnreachable e) {
                if (!hasBegun || System.nanoTime() - lastHeard > patience.toNanos()) {
                    throw e;
                }
            } catch (FarmRefusal e) {
                if (!hasBegun || e.problem().status() != NOT_FOUND) {
                    throw e;
                }
                goesOn = dropDeleted();
            }
            if (goesOn) {
                pause();
            }
        }
    }

    /** Reads one connection to its end; the answer says whether to go on. */
    private boolean readOnce() {
        String list = jobs.stream().map(JobId::toString).collect(Collectors.joining(","));
        InputStream body = calls.send(
                        Call.read("/api/v1/live").with("jobs", list).streaming())
                .body();
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(UNREAD_LINES);
        calls.threads().execute(() -> pump(body, lines));
        try (body) {
            String line = lines.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            while (line != null && !line.equals(END)) {
                if (!take(line)) {
                    return false;
                }
                line = lines.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            throw HttpCalls.interrupted(e);
        } catch (IOException e) {
            return true;
        }
    }

    private static void pump(InputStream body, BlockingQueue<String> lines) {
        try {
            copy(body, lines);
            lines.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection that breaks is one that ends. */
    private static void copy(InputStream body, BlockingQueue<String> lines) throws InterruptedException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(line);
            }
        } catch (IOException e) {
            return;
        }
    }

    private boolean take(String line) {
        if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
            return true;
        }
        if (!line.startsWith("data: ")) {
            return true;
        }
        String text = line.substring("data: ".length());
        return switch (event) {
            case "job" -> watch.changed(Json.read(text, JobView.class));
            case "deleted" -> gone(new JobId(Long.parseLong(text.strip())));
            default -> true;
        };
    }

    private boolean gone(JobId job) {
        jobs.remove(job);
        return watch.deleted(job) && !jobs.isEmpty();
    }

    /** While nobody was connected, jobs may have been deleted. */
    private boolean dropDeleted() {
        boolean goesOn = true;
        for (JobId job : Set.copyOf(jobs)) {
            if (goesOn && !isThere(job)) {
                goesOn = gone(job);
            }
        }
        return goesOn;
    }

    private boolean isThere(JobId job) {
        try {
            return calls.send(Call.read("/api/v1/jobs/" + job)).status() != NOT_FOUND;
        } catch (FarmRefusal e) {
            return e.problem().status() != NOT_FOUND;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw HttpCalls.interrupted(e);
        }
    }
}
