package org.puli.simulation.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.EndedRun;
import org.puli.farm.Command;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.schedule.Assignment;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.planner.PlannerFarm;
import org.puli.simulation.time.Chance;

/** One measurement of the planner: fills an idle farm, then lets commands end one by one. */
final class PlanRun {
    private static final int FRAMES = 100;
    private static final int WARM_UP = 20_000;

    private final PlanCase workload;
    private final int workers;
    private final int jobs;
    private final int ends;
    private final PlanFarm draw;
    private final PlannerFarm farm;
    private final Chance chance = new Chance(2);
    private long starts;
    private long choiceNanos;

    PlanRun(PlanCase workload, int workers, int jobs, int ends) {
        this.workload = workload;
        this.workers = workers;
        this.jobs = workload == PlanCase.ONE ? 1 : jobs;
        this.ends = ends;
        this.draw = new PlanFarm(workload);
        this.farm = new PlannerFarm(draw.pools());
    }

    PlanFigures measure() {
        populate();
        farm.planner().refresh();
        long began = System.nanoTime();
        plan();
        long passNanos = System.nanoTime() - began;
        long passStarts = starts;
        long passChoiceNanos = choiceNanos;
        farm.farm().takeTouched();
        live(WARM_UP, new Latencies());
        Latencies latencies = new Latencies();
        starts = 0;
        live(ends, latencies);
        return new PlanFigures(
                workload.word(),
                workers,
                jobs,
                farm.planner().siteCount(),
                passStarts,
                Latencies.millis(passNanos),
                Math.round(passChoiceNanos / 10.0 / Math.max(1, passStarts)) / 100.0,
                latencies.micros(),
                Math.round(100.0 * starts / ends) / 100.0);
    }

    private void populate() {
        farm.ask(new SetLicense(new LicenseSpec(PlanFarm.LICENSE, draw.seats(workers), draw.seatsPer())));
        for (int i = 0; i < workers; i++) {
            farm.join(draw.worker(i), draw.pools(i));
        }
        for (int i = 0; i < jobs; i++) {
            int frames = workload == PlanCase.ONE ? FRAMES * workers : FRAMES;
            farm.ask(new SubmitJob("ada", draw.job(i, frames), null));
        }
    }

    private void plan() {
        for (Assignment next = findNext(); next != null; next = findNext()) {
            farm.start(next);
            starts++;
        }
    }

    private @Nullable Assignment findNext() {
        long began = System.nanoTime();
        Assignment next = farm.planner().findNext();
        choiceNanos += System.nanoTime() - began;
        return next;
    }

    private void live(int count, Latencies latencies) {
        List<Worker> all = new ArrayList<>(farm.farm().workers());
        for (int i = 0; i < count; i++) {
            Worker worker = chance.pick(all);
            if (worker.leases().isEmpty()) {
                continue;
            }
            Command command =
                    worker.leases().get(chance.between(0, worker.leases().size() - 1));
            long began = System.nanoTime();
            if (workload == PlanCase.EDITS) {
                edit();
            }
            farm.end(command, EndedRun.Outcome.DONE);
            plan();
            latencies.add(System.nanoTime() - began);
            replace(command);
            farm.farm().takeTouched();
            farm.farm().takeOrdersDue();
        }
    }

    /** A job that is over makes place for a new one, so that the farm stays as full as it was. */
    private void replace(Command command) {
        if (command.task().job().isOver()) {
            farm.ask(new SubmitJob("ada", draw.job(chance.between(0, jobs), FRAMES), null));
        }
    }

    private void edit() {
        JobSpec any = draw.job(chance.between(0, jobs), 1);
        farm.apply(new Change.PoolChanged(new PoolSpec(any.pool(), PlanFarm.shares(), chance.between(0, 2))));
    }
}
