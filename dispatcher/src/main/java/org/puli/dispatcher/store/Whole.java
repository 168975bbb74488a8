package org.puli.dispatcher.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.puli.api.PoolName;
import org.puli.api.spec.PoolSpec;
import org.puli.api.view.Status;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.WorkerRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a farm's rows fit together where some of them were set aside: a job without its spec, or whatever belongs to a
 * job that is not there, is left out; a pool that somebody is in is made anew, plain; a command is free of a worker
 * that is not there. Stateless.
 */
public final class Whole {
    private static final Logger LOG = LoggerFactory.getLogger(Whole.class);

    private Whole() {}

    /** The rows that fit together; all of them as they are, unless rows were set aside. */
    public static FarmRows of(FarmRows rows) {
        Set<Long> specs = rows.specs().stream().map(JobSpecRow::jobId).collect(Collectors.toSet());
        Set<Long> jobs = rows.jobs().stream().map(JobRow::jobId).collect(Collectors.toSet());
        Set<String> missing = missingPools(rows);
        Set<String> workers = rows.workers().stream().map(WorkerRow::name).collect(Collectors.toSet());
        List<CommandRow> commands =
                rows.commands().stream().map(row -> held(row, workers)).toList();
        if (specs.equals(jobs) && missing.isEmpty() && commands.equals(rows.commands())) {
            return rows;
        }
        LOG.warn(
                "Rows were set aside, see the table refused_row: of {} jobs and {} specs only what has both is loaded,"
                        + " these pools are made anew: {}, and commands of workers that are not there run again",
                jobs.size(),
                specs.size(),
                missing);
        jobs.retainAll(specs);
        return new FarmRows(
                rows.farm(),
                rows.specs().stream().filter(row -> jobs.contains(row.jobId())).toList(),
                rows.jobs().stream().filter(row -> jobs.contains(row.jobId())).toList(),
                rows.tasks().stream().filter(row -> jobs.contains(row.jobId())).toList(),
                commands.stream().filter(row -> jobs.contains(row.jobId())).toList(),
                rows.workers(),
                pools(rows, missing),
                rows.licenses(),
                rows.blocks().stream().filter(row -> jobs.contains(row.jobId())).toList(),
                rows.paths());
    }

    /** A command that a worker holds which is not there would be held for ever: nobody could tell how it ended. */
    private static CommandRow held(CommandRow row, Set<String> workers) {
        if (row.leaseId() == 0 || workers.contains(String.valueOf(row.worker()))) {
            return row;
        }
        return new CommandRow(
                row.commandId(),
                row.jobId(),
                row.status().isActive() ? Status.READY : row.status(),
                row.attempt(),
                row.failures(),
                row.losses(),
                null,
                0,
                0,
                0,
                row.endedAt(),
                row.exitCode(),
                row.reason(),
                null,
                row.returns(),
                row.readyAt(),
                row.avoided(),
                row.heldBack(),
                null,
                null,
                row.framesDone(),
                row.grownMemory());
    }

    private static Set<String> missingPools(FarmRows rows) {
        Set<String> missing = new TreeSet<>();
        rows.workers().forEach(row -> missing.addAll(row.pools()));
        rows.jobs().forEach(row -> missing.add(row.pool()));
        rows.pools().forEach(row -> missing.remove(name(row)));
        return missing;
    }

    private static List<PoolRow> pools(FarmRows rows, Set<String> missing) {
        List<PoolRow> all = new ArrayList<>(rows.pools());
        missing.forEach(name -> all.add(new PoolRow(PoolSpec.plain(new PoolName(name)))));
        all.sort(Comparator.comparing(Whole::name));
        return all;
    }

    private static String name(PoolRow row) {
        return row.spec().name().value();
    }
}
