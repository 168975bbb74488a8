package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.puli.farm.request.HoldCommands;
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
        return move(farm, what, List.of(move), now);
    }

    /** Holds single commands back; a whole task or job has a pause of its own. */
    Decision<JobView> hold(Farm farm, HoldCommands request, Moment now) {
        if (request.what().cascade()) {
            return Decision.refuse(
                    Kind.CONFLICT,
                    "conflict",
                    "single commands are paused without what waits for them; pause their task with a cascade");
        }
        return move(
                farm,
                request.what(),
                switch (request.running()) {
                    case GOES_ON -> List.of(Move.HOLD);
                    case REQUEUED -> List.of(Move.HOLD, Move.REQUEUE);
                    case KILLED -> List.of(Move.HOLD, Move.KILL);
                },
                now);
    }

    /** Makes moves of the same commands, one after the other; the note tells of the first that changes anything. */
    private Decision<JobView> move(Farm farm, Selection what, List<Move> moves, Moment now) {
        Choice.Found found = Choice.find(farm, what.target());
        Choice choice = found.choice();
        if (choice == null) {
            return Decision.refuse(found);
        }
        Map<Job, List<Part>> parts = parts(choice, what);
        List<Change> changes = new ArrayList<>();
        Note note = null;
        for (Move move : moves) {
            Map<Status, Long> moved = new TreeMap<>();
            long newRows = count(parts, move, moved);
            if (newRows > MOST_NEW_ROWS) {
                return Decision.refuse(tooMany(newRows));
            }
            if (!moved.isEmpty()) {
                parts.forEach((job, own) -> changes.add(new Change.CommandsMoved(job.id(), move, own, now.wall())));
                String target = what + others(choice.job(), parts.keySet());
                note = note == null ? note(choice.job(), move, target, moved) : note;
            }
        }
        Decision<JobView> decision = Decision.of(changes, f -> whole(choice.job()));
        return note == null ? decision : decision.noted(note);
    }

    /** Adds what a move changes to the counts; how many rows that takes. */
    private static long count(Map<Job, List<Part>> parts, Move move, Map<Status, Long> moved) {
        long newRows = 0;
        for (Map.Entry<Job, List<Part>> ofJob : parts.entrySet()) {
            for (Part part : ofJob.getValue()) {
                Reach reach = reach(ofJob.getKey(), part, move);
                newRows += reach.newRowCount();
                reach.counts().forEach((status, count) -> moved.merge(status, count, Long::sum));
            }
        }
        return newRows;
    }

    private static Note note(Job job, Move move, String target, Map<Status, Long> moved) {
        long sum = moved.values().stream().mapToLong(Long::longValue).sum();
        return Note.of(job.id(), word(move), target, words(moved), sum + " " + end(move));
    }

    private static String end(Move move) {
        return switch (move) {
            case HOLD -> "paused";
            case RELEASE -> "resumed";
            case CANCEL, RETRY, RETRY_ALL, FINISH, SKIP, REQUEUE, KILL -> word(move.to());
        };
    }

    private static String others(Job own, Set<Job> all) {
        String ids = all.stream()
                .filter(job -> job != own)
                .map(job -> job.id().toString())
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : ", and of jobs " + ids;
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

    /** The parts of the chosen job, and with a cascade those of others that wait for it. */
    private static Map<Job, List<Part>> parts(Choice choice, Selection what) {
        Map<Job, List<Part>> all = new LinkedHashMap<>();
        List<Part> parts = all.computeIfAbsent(choice.job(), job -> new ArrayList<>());
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
                    .forEach(task -> all.computeIfAbsent(task.job(), job -> new ArrayList<>())
                            .add(Part.all(task.id())));
        }
        return all;
    }

    /** Moves of whatever of these tasks runs, job by job; nothing when nothing does. */
    static List<Change> stopping(List<Task> tasks, Move move, Moment now) {
        Map<Job, List<Part>> byJob = new LinkedHashMap<>();
        for (Task task : tasks) {
            Part part = Part.all(task.id());
            if (!reach(task.job(), part, move).counts().isEmpty()) {
                byJob.computeIfAbsent(task.job(), job -> new ArrayList<>()).add(part);
            }
        }
        List<Change> changes = new ArrayList<>();
        byJob.forEach((job, parts) -> changes.add(new Change.CommandsMoved(job.id(), move, parts, now.wall())));
        return changes;
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
            case HOLD -> "pause";
            case RELEASE -> "resume";
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
