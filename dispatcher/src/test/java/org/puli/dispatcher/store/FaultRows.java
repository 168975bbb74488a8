package org.puli.dispatcher.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.RowBatch;

/** Batches for tests of what goes wrong with a database. */
final class FaultRows {
    private FaultRows() {}

    /** A batch of licenses, and of one line of the audit whose number is the batch's. */
    static RowBatch licenses(FarmRow farm, long batch, String... names) {
        AuditRow line = new AuditRow(batch, 1, "ada", null, "set", "license", null, null, "", "");
        List<LicenseRow> licenses = Stream.of(names)
                .map(name -> new LicenseRow(name, (int) batch, SeatsPer.COMMAND, 0, 0, 0))
                .toList();
        return batch(farm, batch, List.of(), List.of(), List.of(line), licenses);
    }

    /** A batch of one job, with a program's argument of so many letters, and of a license. */
    static RowBatch job(FarmRow farm, long batch, long job, String name, int letters) {
        TaskSpec task = new TaskSpec(
                "t",
                new CommandLine(List.of("echo", "x".repeat(letters)), false),
                null,
                1,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
        JobSpec spec = new JobSpec(
                1,
                "j",
                "ada",
                JobSpec.DEFAULT_POOL,
                50,
                1,
                0,
                Map.of(),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
        JobRow row = new JobRow(
                job,
                name,
                "ada",
                "ada",
                null,
                "default",
                50,
                1,
                0,
                false,
                Status.READY,
                job,
                job,
                1,
                0,
                1,
                0,
                0,
                null,
                0,
                0,
                0,
                0,
                0);
        LicenseRow license = new LicenseRow("with" + job, 1, SeatsPer.COMMAND, 0, 0, 0);
        return batch(farm, batch, List.of(new JobSpecRow(job, spec)), List.of(row), List.of(), List.of(license));
    }

    private static RowBatch batch(
            FarmRow farm,
            long batch,
            List<JobSpecRow> specs,
            List<JobRow> jobs,
            List<AuditRow> audit,
            List<LicenseRow> licenses) {
        FarmRow row = new FarmRow(farm.farmId(), 1, batch, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 0);
        return new RowBatch(
                row, specs, jobs, List.of(), List.of(), List.of(), audit, List.of(), List.of(), licenses, List.of(),
                List.of(), List.of(), List.of(), List.of());
    }
}
