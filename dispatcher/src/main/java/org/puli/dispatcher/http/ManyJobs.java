package org.puli.dispatcher.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobResults.JobResult;
import org.puli.api.view.JobView;
import org.puli.api.view.Problem;
import org.puli.dispatcher.live.Views;

/**
 * Does the same to all jobs that a filter means, several at a time, so that they share commits. A refusal for one does
 * not keep the others waiting. Each job is done or refused for itself; what is answered as done is durable.
 */
final class ManyJobs {
    /** So many requests wait in the ring at most, whose inbox has room for those of others. */
    private static final int AT_ONCE = 64;

    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final Views views;

    ManyJobs(Views views) {
        this.views = views;
    }

    /** Does it to each; the action throws {@link Refusing} where it is refused. */
    JobResults each(JobFilter filter, Consumer<JobId> action) {
        return each(find(filter), action);
    }

    /** Does it to each of these. */
    JobResults each(List<JobId> jobs, Consumer<JobId> action) {
        List<JobResult> results = results(jobs, action);
        if (!results.isEmpty() && results.stream().allMatch(ManyJobs::isFaultOfRequest)) {
            throw new Refusing(requireNonNull(results.getFirst().problem()));
        }
        return new JobResults(results);
    }

    /** Whether a job was refused for what no job would have been taken for. */
    private static boolean isFaultOfRequest(JobResult result) {
        Problem problem = result.problem();
        return problem != null && (problem.status() == BAD_REQUEST || problem.status() == UNAVAILABLE);
    }

    /** Whoever means all jobs has to say so in some way. */
    static void checkSaid(JobFilter filter) {
        if (filter.isOpen()) {
            throw Refusing.badRequest("which jobs? give at least one of the query parameters jobs, owner, name, pool,"
                    + " tag, jobStatus, since, until");
        }
    }

    private List<JobId> find(JobFilter filter) {
        checkSaid(filter);
        var found = views.jobs(filter::accepts, 0, JobResults.MAXIMUM);
        if (found.total() > JobResults.MAXIMUM) {
            throw Refusing.badRequest(found.total() + " jobs are meant; at most " + JobResults.MAXIMUM
                    + " at once, so narrow the filter. Nothing was changed");
        }
        List<JobId> jobs =
                new ArrayList<>(found.items().stream().map(JobView::id).toList());
        // Whoever names a job by its number wants to hear that it is not there.
        for (NumberRange range : filter.numbers()) {
            if (range.count() == 1 && range.first() > 0 && views.findJob(new JobId(range.first())) == null) {
                jobs.add(new JobId(range.first()));
            }
        }
        return jobs;
    }

    private List<JobResult> results(List<JobId> jobs, Consumer<JobId> action) {
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = HttpThreads.parts()) {
            List<Future<@Nullable Problem>> answers = new ArrayList<>();
            for (JobId job : jobs) {
                room.acquire();
                answers.add(threads.submit(() -> problem(job, action, room)));
            }
            List<JobResult> results = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                JobId job = jobs.get(i);
                Problem problem = answers.get(i).get();
                results.add(new JobResult(job, problem == null ? views.findJob(job) : null, problem));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusing.busy("the dispatcher is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static @Nullable Problem problem(JobId job, Consumer<JobId> action, Semaphore room) {
        try {
            action.accept(job);
            return null;
        } catch (Refusing e) {
            return e.problem();
        } finally {
            room.release();
        }
    }
}
