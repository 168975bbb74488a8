package org.puli.simulation.crash;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.CommandQuery;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.client.Submission;
import org.puli.api.json.JobReader.Format;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;

/**
 * Somebody who uses the farm without a rest, on a thread of their own: whatever gets no answer is asked again, until
 * there is one.
 */
final class CrashUser implements Runnable {
    private static final List<JobKind> KINDS = List.of(JobKind.values());
    private static final int MOST_LIVE_JOBS = 5;
    private static final int MOST_SEATS = 4;
    private static final long LONGEST_PAUSE_MILLIS = 150;
    private static final long ASK_AGAIN_MILLIS = 25;
    private static final int BUSY = 503;

    private final String name;
    private final FarmClient client;
    private final RandomGenerator random;
    private final Path ledger;
    private final Promises promises;
    private final Moments moments;
    private final List<JobPromise> live = new ArrayList<>();
    private final LicensePromise license;
    private int jobCount;
    private volatile boolean isStopped;

    CrashUser(String name, CrashFarm farm, RandomGenerator random, Promises promises, Moments moments) {
        this(name, farm.client(), farm.ledger(), random, promises, moments);
    }

    /** One with a client of its own. */
    CrashUser(String name, FarmClient client, Path ledger, RandomGenerator random, Promises promises, Moments moments) {
        this.name = name;
        this.client = client;
        this.random = random;
        this.ledger = ledger;
        this.promises = promises;
        this.moments = moments;
        this.license = new LicensePromise("seats-" + name);
    }

    /** Does what it is at, and then no more. */
    void stop() {
        isStopped = true;
    }

    @Override
    public void run() {
        try (client) {
            promises.add(license);
            setLicense();
            while (!isStopped) {
                act();
                Thread.sleep(random.nextLong(LONGEST_PAUSE_MILLIS));
            }
        } catch (InterruptedException | CancellationException e) {
            isStopped = true;
        } catch (RuntimeException e) {
            promises.broken(e);
        }
    }

    private void act() throws InterruptedException {
        int what = random.nextInt(100);
        if (live.isEmpty() || (what < 35 && live.size() < MOST_LIVE_JOBS)) {
            submit();
            return;
        }
        JobPromise job = live.get(random.nextInt(live.size()));
        if (what < 45) {
            edit(job, client::pause, () -> job.paused(true));
        } else if (what < 57) {
            edit(job, client::resume, () -> job.paused(false));
        } else if (what < 61) {
            edit(job, client::cancel, job::canceled);
        } else if (what < 67) {
            edit(job, id -> client.retry(id, false), job::retried);
        } else if (what < 72) {
            setLicense();
        } else if (what < 77) {
            submitAgain(job);
        } else {
            look(job);
        }
    }

    private void submit() throws InterruptedException {
        JobKind kind = KINDS.get(random.nextInt(KINDS.size()));
        JobPromise job = new JobPromise(name + "-" + ++jobCount, kind);
        promises.add(job);
        live.add(job);
        synchronized (job) {
            Submission taken = insist(() -> send(job));
            job.submitted(taken.job().id());
            job.seen(taken.job());
        }
    }

    private Submission send(JobPromise job) {
        moments.happens(Moment.SUBMIT);
        String document = job.kind().document(job.key(), ledger, license.name().value());
        return client.submit(document, Format.JSON, job.key());
    }

    private void submitAgain(JobPromise job) throws InterruptedException {
        synchronized (job) {
            Submission taken = insist(() -> send(job));
            if (taken.isNew()) {
                throw new Broken("key " + job.key() + " of job " + job.id() + " was taken as new once more, as job "
                        + taken.job().id());
            }
            job.submitted(taken.job().id());
            job.seen(taken.job());
        }
    }

    /** A verb on a job. */
    private interface Edit {
        JobView send(JobId job);
    }

    private void edit(JobPromise job, Edit edit, Runnable note) throws InterruptedException {
        synchronized (job) {
            JobId id = job.id();
            if (id != null) {
                JobView view = insist(() -> {
                    moments.happens(Moment.EDIT);
                    return edit.send(id);
                });
                note.run();
                job.reread(view);
            }
        }
    }

    private void setLicense() throws InterruptedException {
        int count = random.nextInt(MOST_SEATS + 1);
        synchronized (license) {
            LicenseView view = insist(() -> {
                moments.happens(Moment.EDIT);
                return client.setLicense(license.name(), count);
            });
            license.set(count);
            license.reread(view);
        }
    }

    private void look(JobPromise job) throws InterruptedException {
        synchronized (job) {
            JobId id = job.id();
            if (id == null) {
                return;
            }
            JobView view = insist(() -> client.job(id));
            long before = job.answerCount();
            job.reread(view);
            insist(() -> client.commands(id, CommandQuery.ALL)).items().forEach(job::seen);
            if (job.answerCount() > before) {
                moments.happens(Moment.END);
            }
            Counts counts = view.counts();
            // One that is over is still retried or canceled at times, but makes room for others in the end.
            if (counts.ended() == counts.total() && random.nextInt(3) == 0) {
                live.remove(job);
            }
        }
    }

    private <T> T insist(Supplier<T> question) throws InterruptedException {
        while (true) {
            T answer = tryOnce(question);
            if (answer != null) {
                return answer;
            }
            Thread.sleep(ASK_AGAIN_MILLIS);
        }
    }

    private static <T> @Nullable T tryOnce(Supplier<T> question) {
        try {
            return question.get();
        } catch (FarmUnreachable | UncheckedIOException noAnswer) {
            return null;
        } catch (FarmRefusal refusal) {
            if (refusal.problem().status() == BUSY) {
                return null;
            }
            throw new Broken("a sound request was refused: " + refusal.problem());
        }
    }
}
