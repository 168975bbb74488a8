package org.puli.farm.row;

/**
 * The farm's own row: who it is and the numbers that are given out next, so that none is ever used twice.
 *
 * @param farmId drawn once when the database was made
 * @param epoch how often a dispatcher has started on it
 * @param batch the newest batch that was committed
 * @param served the greatest mark at which newcomers of any pool begin their turns
 */
public record FarmRow(
        String farmId,
        long epoch,
        long batch,
        long nextJobId,
        long nextTaskId,
        long nextCommandId,
        long nextLeaseId,
        long nextWorkerNumber,
        long nextAudit,
        double served) {}
