package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.Moment;
import org.puli.farm.Reach;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.change.Part;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.Selection;

/** What people may do to commands. Every verb may be repeated: what is so already is answered, not refused. */
final class WorkDecisions {
    /** Commands that one request may give a row of their own; whole tasks and jobs need none. */
    static final int MOST_NEW_ROWS = 100_000;

    private final Function<Job, @Nullable WaitingReason> waiting;

    WorkDecisions(Function<Job, @Nullable WaitingReason> waiting) {
        this.waiting = waiting;
    }

    Decision<JobView> move(Farm farm, Selection what, Move move, Moment now) {
        Choice.Found found = Choice.find(farm, what.target());
        Choice choice = found.choice();
        if (choice == null) {
            return Decision.refuse(found);
        }
        List<Part> parts = parts(choice, what);
        Map<Status, Long> moved = new TreeMap<>();
        long newRows = 0;
        for (Part part : parts) {
            Reach reach = reach(choice.job(), part, move);
            newRows += reach.newRowCount();
            reach.counts().forEach((status, count) -> moved.merge(status, count, Long::sum));
        }
        if (newRows > MOST_NEW_ROWS) {
            return Decision.refuse(tooMany(newRows));
        }
        Function<Farm, JobView> answer = f -> whole(choice.job());
        if (moved.isEmpty()) {
            return Decision.of(answer);
        }
        long sum = moved.values().stream().mapToLong(Long::longValue).sum();
        Change change = new Change.CommandsMoved(choice.job().id(), move, parts, now.wall());
        Note note = Note.of(choice.job().id(), word(move), what.toString(), words(moved), sum + " " + word(move.to()));
        return Decision.of(change, answer).noted(note);
    }

    private static Refusal tooMany(long count) {
        return new Refusal(
                Kind.UNPROCESSABLE,
                "too-many",
                "that would touch " + count + " commands one by one, at most " + MOST_NEW_ROWS
                        + " are allowed; name a whole task, which may be of any size, or less of it");
    }

    private static Reach reach(Job job, Part part, Move move) {
        if (job.findNode(part.task()) instanceof Task task) {
            return new Reach(task, part, move);
        }
        throw new IllegalStateException("task " + part.task() + " was just found and is not there");
    }

    private static List<Part> parts(Choice choice, Selection what) {
        List<Part> parts = new ArrayList<>();
        for (Task task : choice.tasks()) {
            List<NumberRange> places = choice.place() < 0
                    ? Places.of(task, what)
                    : List.of(new NumberRange(choice.place(), choice.place()));
            if (places != null) {
                parts.add(new Part(task.id(), what.status(), places));
            }
        }
        if (what.cascade()) {
            choice.waiting().stream()
                    .flatMap(node -> node.tasks().stream())
                    .distinct()
                    .forEach(task -> parts.add(Part.all(task.id())));
        }
        return parts;
    }

    /** Moves of whatever of these tasks runs; nothing when nothing does. */
    static List<Change> stopping(Job job, List<Task> tasks, Move move, Moment now) {
        List<Part> parts = tasks.stream()
                .map(task -> Part.all(task.id()))
                .filter(part -> !reach(job, part, move).counts().isEmpty())
                .toList();
        return parts.isEmpty() ? List.of() : List.of(new Change.CommandsMoved(job.id(), move, parts, now.wall()));
    }

    /** Moves of whatever a worker is wanted to run, job by job; nothing when that is nothing. */
    static List<Change> stopping(Worker worker, Move move, Moment now) {
        Map<JobId, List<Part>> byJob = new TreeMap<>();
        for (Command command : worker.leases()) {
            if (command.isWanted()) {
                List<NumberRange> place = List.of(new NumberRange(command.index(), command.index()));
                byJob.computeIfAbsent(command.task().job().id(), job -> new ArrayList<>())
                        .add(new Part(command.task().id(), null, place));
            }
        }
        List<Change> changes = new ArrayList<>();
        byJob.forEach((job, parts) -> changes.add(new Change.CommandsMoved(job, move, parts, now.wall())));
        return changes;
    }

    private static String word(Move move) {
        return switch (move) {
            case RETRY_ALL -> "retry";
            case FINISH -> "done";
            case CANCEL, RETRY, SKIP, REQUEUE, KILL -> move.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Map<Status, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private JobView whole(Job job) {
        return JobShow.whole(job, waiting.apply(job));
    }
}
