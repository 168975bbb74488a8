package org.puli.farm;

import org.puli.farm.row.FarmRow;

/** The numbers that the farm gives out next; none is ever used twice. Owned by the loop. */
public final class Numbers {
    private final String farmId;
    private long epoch;
    private long job;
    private long task;
    private long command;
    private long lease;
    private long worker;
    private long audit;
    private double served;

    Numbers(FarmRow row) {
        farmId = row.farmId();
        epoch = row.epoch();
        job = row.nextJobId();
        task = row.nextTaskId();
        command = row.nextCommandId();
        lease = row.nextLeaseId();
        worker = row.nextWorkerNumber();
        audit = row.nextAudit();
        served = row.served();
    }

    /** How often a dispatcher has started on the farm. */
    public long epoch() {
        return epoch;
    }

    /** The next job's number. */
    public long job() {
        return job;
    }

    /** The next task's or group's number. */
    public long task() {
        return task;
    }

    /** The next command's number. */
    public long command() {
        return command;
    }

    /** The next lease's number. */
    public long lease() {
        return lease;
    }

    /** The next worker's number. */
    public long worker() {
        return worker;
    }

    /** The next line's number in the audit. */
    public long audit() {
        return audit;
    }

    /** The greatest mark at which newcomers of any pool begin, see {@link Turns}. */
    public double served() {
        return served;
    }

    void epoch(long now) {
        epoch = now;
    }

    void submitted(long tasks, long commands) {
        job++;
        task += tasks;
        command += commands;
    }

    void leased() {
        lease++;
    }

    void joined() {
        worker++;
    }

    void audited() {
        audit++;
    }

    void served(double mark) {
        served = Math.max(served, mark);
    }

    /** The farm's row, for the batch with this number. */
    public FarmRow row(long batch) {
        return new FarmRow(farmId, epoch, batch, job, task, command, lease, worker, audit, served);
    }
}
