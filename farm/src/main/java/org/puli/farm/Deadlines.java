package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.CommandId;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.Status;
import org.puli.farm.change.Delay;

/**
 * What becomes due as time passes, sorted, so that a look costs what is due and nothing else: pauses of commands,
 * starts that are waited for, times before which work does not start, and waits that lift jobs. Owned by the loop.
 */
public final class Deadlines {
    private record Due(long mono, CommandId command) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(mono, other.mono);
            return byTime != 0 ? byTime : command.compareTo(other.command);
        }
    }

    /** An assigned command of a task that says how soon it has to start; since when the loop waits, if it does. */
    private static final class Start {
        private final Command command;
        private long since = Delay.UNKNOWN;

        Start(Command command) {
            this.command = command;
        }
    }

    private final TreeMap<Due, Command> due = new TreeMap<>();
    private final TreeMap<CommandId, Command> unanchored = new TreeMap<>();
    private final TreeMap<CommandId, Start> starts = new TreeMap<>();
    private final TreeSet<DueTime> times = new TreeSet<>();

    private final Lifts lifts = new Lifts();

    Deadlines() {}

    /** Whom waiting lifts next. */
    public Lifts lifts() {
        return lifts;
    }

    /** Notes a command that pauses, under the pause that it has now. */
    void pause(Command command, Delay delay) {
        if (delay.isAnchored()) {
            due.put(new Due(delay.dueMono(), command.id()), command);
        } else {
            unanchored.put(command.id(), command);
        }
    }

    /** Forgets a command that paused under this. */
    void resume(Command command, Delay delay) {
        due.remove(new Due(delay.dueMono(), command.id()));
        unanchored.remove(command.id());
    }

    void await(DueTime time) {
        times.add(time);
    }

    void forget(DueTime time) {
        times.remove(time);
    }

    /** Times that are waited for and have come at this moment, the earliest first. */
    public List<DueTime> dueTimes(Moment now) {
        List<DueTime> come = new ArrayList<>();
        for (DueTime time : times) {
            if (time.millis() > now.wall()) {
                break;
            }
            come.add(time);
        }
        return come;
    }

    /** A command's start is expected while it is assigned, if its task sets a limit to that. */
    void noteStart(Command command) {
        long limit = FailurePolicy.millis(command.task().policy().startWithin());
        if (command.status() == Status.ASSIGNED && limit > 0) {
            starts.put(command.id(), new Start(command));
        } else {
            starts.remove(command.id());
        }
    }

    void awaitStarts(List<AttemptRef> attempts, long monoAt) {
        for (AttemptRef attempt : attempts) {
            Start start = starts.get(attempt.command());
            if (start != null) {
                start.since = monoAt;
            }
        }
    }

    /** Whether pauses or waits were loaded of which the loop does not know yet how long they last. */
    public boolean hasUnanchored() {
        return !unanchored.isEmpty() || lifts.hasUnanchored();
    }

    List<Command> unanchored() {
        return List.copyOf(unanchored.values());
    }

    /** Commands whose pause is over at this moment, in the order in which it ended. */
    public List<CommandId> due(Moment now) {
        List<CommandId> over = new ArrayList<>();
        for (Due first : due.keySet()) {
            if (first.mono() > now.mono()) {
                break;
            }
            over.add(first.command());
        }
        return over;
    }

    /** Assigned commands that have to start within some time, and since when the loop waits: unknown for new ones. */
    public Map<Command, Long> starts() {
        Map<Command, Long> since = new TreeMap<>(Comparator.comparing(Command::id));
        starts.values().forEach(start -> since.put(start.command, start.since));
        return Collections.unmodifiableMap(since);
    }
}
