package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Moves a job to another pool; what runs finishes where it is. */
@Command(
        name = "pool",
        description =
                "Moves a job to another pool; what runs finishes where it is: short for puli job set JOB pool=POOL.")
final class JobPool implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", index = "0", description = "The job's number.")
    private @Nullable JobId job;

    @Parameters(paramLabel = "POOL", index = "1", description = "Name of the pool.")
    private @Nullable String value;

    @Mixin
    private final EditOption edit = new EditOption();

    @Override
    public Integer call() {
        return edit.make(Given.value(job), "pool=" + Given.value(value));
    }
}
