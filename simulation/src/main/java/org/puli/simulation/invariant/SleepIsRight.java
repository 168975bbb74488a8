package org.puli.simulation.invariant;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.farm.Farm;
import org.puli.farm.Waking;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules.Wake;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * Nobody is given work, or taken for lost, while the machine really sleeps or the farm takes it for asleep. The farm
 * wakes only whom it takes for asleep, no more at once than it may wait for, again only after a while, and gives up
 * after its tries, which is shown. That what only sleepers can do wakes one is seen in the end of a seed, where nothing
 * else wakes anybody and all work has to be done.
 */
public final class SleepIsRight implements Witness {
    /** Pauses between two packets that pass before a machine that was given up is tried again, as the docs say. */
    private static final int AFRESH = 30;

    private final Wake rules;
    private final Set<WorkerName> sleeping = new TreeSet<>();
    private @Nullable WorkerName givenUp;

    /** Holds wakes to these rules. */
    public SleepIsRight(Wake rules) {
        this.rules = rules;
    }

    @Override
    public void slept(WorkerName worker) {
        sleeping.add(worker);
    }

    @Override
    public void woke(WorkerName worker) {
        sleeping.remove(worker);
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandAssigned c -> checkAwake(farm, c.worker(), "is given attempt " + c.attempt());
            case Change.WorkerLost c -> checkAwake(farm, c.worker(), "is taken for lost");
            case Change.WorkerSlept c -> checkFree(farm, c.worker());
            // One that was deleted in its sleep and joins again by a late report is a stranger.
            case Change.WorkerRegistered c -> sleeping.remove(c.worker());
            case Change.WakeSent c -> checkWake(farm, c);
            case Change.WakeGivenUp c -> checkGivenUp(farm, c);
            default -> {}
        }
    }

    private void checkAwake(Farm farm, WorkerName name, String what) {
        Worker worker = farm.findWorker(name);
        boolean isAsleep = sleeping.contains(name) || (worker != null && worker.presence() == Presence.ASLEEP);
        Broken.unless(!isAsleep, "%s %s while it sleeps", name, what);
    }

    private static void checkFree(Farm farm, WorkerName name) {
        Worker worker = farm.findWorker(name);
        Broken.unless(worker != null && worker.leases().isEmpty(), "%s sleeps and holds something", name);
    }

    private void checkWake(Farm farm, Change.WakeSent sent) {
        // What a person asks for is the only one of its kind and no matter of the rules, which have two at least.
        if (sent.most() == 1) {
            return;
        }
        Worker worker = farm.findWorker(sent.worker());
        boolean isRight = worker != null && mayBeWoken(worker) && sent.most() == rules.tries();
        Broken.unless(isRight && sent.tried() <= rules.tries(), "a packet is sent that nobody may get: %s", sent);
        Waking before = worker == null ? null : worker.contact().waking();
        if (before == null || before.gaveUp()) {
            long awaited =
                    farm.workers().stream().filter(SleepIsRight::isAwaited).count();
            Broken.unless(
                    sent.tried() == 1 && awaited < rules.most(), "%s is woken while %s are waited for", sent, awaited);
            Broken.unless(
                    before == null || sent.monoAt() - before.lastMono() >= AFRESH * rules.againMillis(),
                    "%s is tried again too early after %s",
                    sent,
                    before);
        } else {
            boolean isNext =
                    sent.tried() == before.tried() + 1 && sent.monoAt() - before.lastMono() >= rules.againMillis();
            Broken.unless(isNext, "%s comes too early after %s", sent, before);
        }
    }

    private void checkGivenUp(Farm farm, Change.WakeGivenUp up) {
        Worker worker = farm.findWorker(up.worker());
        Waking before = worker == null ? null : worker.contact().waking();
        Broken.unless(
                before != null && !before.gaveUp() && before.tried() >= rules.tries(),
                "%s is given up after %s",
                up.worker(),
                before);
        givenUp = up.worker();
    }

    private static boolean mayBeWoken(Worker worker) {
        return worker.presence() == Presence.ASLEEP
                && (worker.duty() == Duty.ACTIVE || worker.duty() == Duty.PROBATION);
    }

    private static boolean isAwaited(Worker worker) {
        Waking waking = worker.contact().waking();
        return mayBeWoken(worker) && waking != null && !waking.gaveUp();
    }

    @Override
    public void turned(Farm farm, boolean isDone) {
        Worker worker = givenUp == null ? null : farm.findWorker(givenUp);
        givenUp = null;
        if (worker != null) {
            String shown = String.valueOf(worker.view().availability());
            Broken.unless(shown.contains("does not wake up"), "%s is given up and shown as %s", worker.name(), shown);
        }
    }

    @Override
    public void crashed() {
        givenUp = null;
    }
}
