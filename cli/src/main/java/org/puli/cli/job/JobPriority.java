package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a job another priority. */
@Command(name = "priority", description = "Gives a job another priority: short for puli job set JOB priority=N.")
final class JobPriority implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", index = "0", description = "The job's number.")
    private @Nullable JobId job;

    @Parameters(paramLabel = "N", index = "1", description = "0 to 100, higher first.")
    private @Nullable String value;

    @Mixin
    private final EditOption edit = new EditOption();

    @Override
    public Integer call() {
        return edit.make(Given.value(job), "priority=" + Given.value(value));
    }
}
