package org.puli.simulation.invariant;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunOrder;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * A try gets each frame of its command that no earlier one finished, and of a task that skips finished frames none that
 * one did, as long as one is left. Counts frames one by one, in sets; what a crash or a person's wish makes unsure is
 * not looked at.
 */
public final class FramesAreLeftOut implements Witness {
    private final Map<CommandId, Set<Integer>> done = new TreeMap<>();
    private final Map<AttemptRef, Set<Integer>> told = new TreeMap<>();
    private final Map<AttemptRef, Set<Integer>> due = new TreeMap<>();
    private final TreeSet<CommandId> unsure = new TreeSet<>();

    @Override
    public void loaded(Farm farm, FarmRows rows) {
        done.clear();
        told.clear();
        due.clear();
        unsure.clear();
        for (CommandRow row : rows.commands()) {
            if (row.framesDone() != null) {
                done.put(new CommandId(row.commandId()), set(FrameRange.parse(row.framesDone())));
            }
        }
    }

    private static Set<Integer> set(@Nullable FrameRange frames) {
        return frames == null ? new TreeSet<>() : new TreeSet<>(frames.frames());
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandAssigned c -> assigned(farm, c.attempt());
            case Change.Progressed c -> c.told().forEach(this::tell);
            case Change.CommandFailed c -> ended(farm, c.run());
            case Change.CommandReturned c -> ended(farm, c.run());
            case Change.CommandGrown c -> ended(farm, c.run());
            case Change.CommandDone c -> done.remove(c.run().attempt().command());
            case Change.CommandWaived c -> done.remove(c.run().attempt().command());
            case Change.CommandPreempted c -> over(farm, c.attempt());
            case Change.StartOverdue c -> over(farm, c.attempt());
            case Change.AttemptLost c -> over(farm, c.attempt());
            case Change.AttemptWithdrawn c -> over(farm, c.attempt());
            case Change.CommandsMoved c -> moved(farm, c);
            // Whether frames are skipped may have been edited, too.
            case Change.JobEdited c -> due.clear();
            default -> {}
        }
    }

    private void tell(AttemptRef attempt, Progress progress) {
        told.put(attempt, set(progress.framesDone()));
    }

    private void ended(Farm farm, EndedRun run) {
        if (run.framesDone() != null) {
            told.put(run.attempt(), set(run.framesDone()));
        }
        over(farm, run.attempt());
    }

    private void over(Farm farm, AttemptRef attempt) {
        Command command = farm.findCommand(attempt.command());
        Set<Integer> more = told.remove(attempt);
        due.remove(attempt);
        if (command == null || !command.status().isActive() || more == null || unsure.contains(command.id())) {
            return;
        }
        List<Integer> all = frames(command);
        Set<Integer> sum = new TreeSet<>(more);
        sum.addAll(done.getOrDefault(attempt.command(), new TreeSet<>()));
        sum.retainAll(all);
        if (sum.isEmpty() || sum.size() == all.size()) {
            done.remove(attempt.command());
        } else {
            done.put(attempt.command(), sum);
        }
    }

    private static List<Integer> frames(Command command) {
        FrameRange frames = command.task().spec().framesOf(command.index());
        return frames == null ? List.of() : frames.frames();
    }

    /** What a person did reaches some commands and not others, and which ones is looked at by others. */
    private void moved(Farm farm, Change.CommandsMoved change) {
        if (change.move() != Move.HOLD && change.move() != Move.RELEASE) {
            done.keySet().forEach(id -> doubt(farm, id, change.job()));
            told.keySet().forEach(attempt -> doubt(farm, attempt.command(), change.job()));
        }
    }

    private void doubt(Farm farm, CommandId id, JobId job) {
        Command command = farm.findCommand(id);
        if (command != null && command.task().job().id().equals(job)) {
            unsure.add(id);
        }
    }

    private void assigned(Farm farm, AttemptRef attempt) {
        Command command = farm.findCommand(attempt.command());
        told.remove(attempt);
        if (command == null) {
            return;
        }
        if (unsure.remove(command.id())) {
            done.put(command.id(), set(command.framesDone()));
        }
        Set<Integer> left = new TreeSet<>(frames(command));
        if (Boolean.TRUE.equals(command.task().settings().skipDoneFrames())) {
            left.removeAll(done.getOrDefault(command.id(), new TreeSet<>()));
        }
        due.put(attempt, left);
    }

    @Override
    public void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {
        Set<Integer> expected = due.get(order.attempt());
        Set<Integer> given = set(requireNonNull(order.details()).frames());
        Broken.unless(
                expected == null || expected.equals(given),
                "attempt %s was given the frames %s and has these to do: %s",
                order.attempt(),
                given,
                expected);
    }
}
