package org.puli.worker;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.worker.outbox.EndedRuns;
import org.puli.worker.outbox.OutboxFailure;
import org.puli.worker.run.Adopted;
import org.puli.worker.run.ProcessLauncher;
import org.puli.worker.run.RunningCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the worker runs, waits to run, and has run. Owned by the worker's loop. */
final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final ProcessLauncher launcher;
    private final EndedRuns outbox;
    private final Runnable changed;
    private final TreeMap<AttemptRef, RunningCommand> running = new TreeMap<>();
    private final MachineRoom room = new MachineRoom();
    private final TreeMap<AttemptRef, RunOrder> waiting = new TreeMap<>();
    private final TreeMap<AttemptRef, EndedRun> ended = new TreeMap<>();
    private final Set<AttemptRef> settled = new TreeSet<>();
    /** Runs of a farm that this worker has left: their ends interest nobody. */
    private final List<RunningCommand> foreign = new ArrayList<>();

    Runs(ProcessLauncher launcher, EndedRuns outbox, Runnable changed) {
        this.launcher = launcher;
        this.outbox = outbox;
        this.changed = changed;
        outbox.load().forEach(run -> ended.put(run.attempt(), run));
        settled.addAll(ended.keySet());
    }

    /** Goes on with what an earlier life of the worker started; to be called once, before anything else. */
    void takeOver() {
        for (Adopted adopted : launcher.takeOver(Set.copyOf(ended.keySet()), changed)) {
            AttemptRef attempt = adopted.run().attempt();
            settled.add(attempt);
            room.hold(attempt, requireNonNull(adopted.order().details()));
            running.put(attempt, adopted.run());
        }
    }

    /**
     * Starts and stops whatever the orders ask for; new ones only as far as the machine has room, and none while it
     * takes no work.
     */
    void follow(List<RunOrder> orders, WorkerFacts offer, boolean takesWork) {
        Reconciler todo = Reconciler.reconcile(orders, running, settled);
        for (AttemptRef attempt : todo.stop()) {
            requireNonNull(running.get(attempt)).stop("no longer wanted by the dispatcher");
        }
        waiting.clear();
        todo.start().forEach(order -> waiting.put(order.attempt(), order));
        if (takesWork) {
            todo.start().forEach(order -> startIfRoom(order, offer));
        }
        // Newer orders never name an attempt again that older ones had dropped, so it need not be remembered.
        Set<AttemptRef> named = new TreeSet<>(ended.keySet());
        orders.forEach(order -> named.add(order.attempt()));
        settled.retainAll(named);
    }

    /** Trees that are being stopped still use the machine, so they count until they are gone. */
    private void startIfRoom(RunOrder order, WorkerFacts offer) {
        if (room.takeIfFree(order.attempt(), requireNonNull(order.details()), offer)) {
            waiting.remove(order.attempt());
            settled.add(order.attempt());
            running.put(order.attempt(), launcher.launch(order, changed));
        }
    }

    /** Takes in what has ended: into the outbox first, then into what is reported. Says whether anything has. */
    boolean collect() {
        boolean any = foreign.removeIf(run -> isForeignGone(run));
        for (RunningCommand run : List.copyOf(running.values())) {
            EndedRun end = run.findEnd();
            if (end != null && keep(end)) {
                running.remove(run.attempt());
                room.giveBack(run.attempt());
                ended.put(run.attempt(), end);
                run.kept();
                any = true;
            }
        }
        return any;
    }

    private boolean isForeignGone(RunningCommand run) {
        boolean isGone = run.findEnd() != null;
        if (isGone) {
            run.kept();
            room.giveBack(run.attempt());
        }
        return isGone;
    }

    private boolean keep(EndedRun end) {
        try {
            outbox.add(end);
            return true;
        } catch (OutboxFailure e) {
            LOG.error("How attempt {} ended cannot be kept and will be tried again: {}", end.attempt(), e.getMessage());
            return false;
        }
    }

    /** Forgets ended runs that the dispatcher has stored. */
    void forget(List<AttemptRef> attempts) {
        for (AttemptRef attempt : attempts) {
            if (ended.remove(attempt) != null) {
                outbox.forget(attempt);
            }
        }
    }

    /** Stops every tree; what it was for belongs to a farm that this worker leaves. */
    void leaveFarm() {
        for (RunningCommand run : running.values()) {
            run.stop("the worker met another farm");
            foreign.add(run);
        }
        running.clear();
        waiting.clear();
        ended.clear();
        settled.clear();
    }

    /** What waits is not named any more, so the dispatcher gives it to others: these orders never begin it here. */
    void stopAll(String reason) {
        running.values().forEach(run -> run.stop(reason));
        settled.addAll(waiting.keySet());
        waiting.clear();
    }

    /** Stops what could not go on under another life of the worker. */
    void stopWhatDies(String reason) {
        running.values().stream().filter(run -> !run.survives()).forEach(run -> run.stop(reason));
        waiting.clear();
    }

    /** Whether nothing runs but what could go on under another life of the worker. */
    boolean isIdleOrSurvives() {
        return foreign.isEmpty() && running.values().stream().allMatch(RunningCommand::survives);
    }

    boolean isIdle() {
        return running.isEmpty() && foreign.isEmpty();
    }

    boolean isDelivered() {
        return ended.isEmpty();
    }

    /** What is reported as running: with a process tree, or about to get one. */
    List<RunState> states() {
        List<RunState> states = new ArrayList<>();
        running.values().forEach(run -> states.add(state(run)));
        waiting.values()
                .forEach(order -> states.add(
                        RunState.of(order.attempt(), order.leaseId(), RunState.Phase.STARTING, 0, Progress.NONE)));
        return states;
    }

    private static RunState state(RunningCommand run) {
        RunState state = run.state();
        // Ended but not yet kept in the outbox: as long as the outbox fails, the tree counts as being stopped.
        boolean isUnkept = run.findEnd() != null;
        return isUnkept
                ? RunState.of(
                        state.attempt(), state.leaseId(), RunState.Phase.STOPPING, state.startedAt(), Progress.NONE)
                : state;
    }

    List<EndedRun> ended() {
        return List.copyOf(ended.values());
    }

    /** How far each attempt is that tells it. */
    Map<AttemptRef, Progress> progress() {
        Map<AttemptRef, Progress> progress = new TreeMap<>();
        for (RunningCommand run : running.values()) {
            Progress told = run.state().told();
            if (!told.isNone()) {
                progress.put(run.attempt(), told);
            }
        }
        return progress;
    }

    /** What tells two states of affairs apart, progress aside. */
    Map<AttemptRef, RunState.Phase> phases() {
        Map<AttemptRef, RunState.Phase> phases = new TreeMap<>();
        states().forEach(state -> phases.put(state.attempt(), state.phase()));
        return phases;
    }
}
