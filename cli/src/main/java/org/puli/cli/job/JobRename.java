package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a job another name. */
@Command(name = "rename", description = "Gives a job another name: short for puli job set JOB name=NAME.")
final class JobRename implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", index = "0", description = "The job's number.")
    private @Nullable JobId job;

    @Parameters(paramLabel = "NAME", index = "1", description = "The new name.")
    private @Nullable String value;

    @Mixin
    private final EditOption edit = new EditOption();

    @Override
    public Integer call() {
        return edit.make(Given.value(job), "name=" + Given.value(value));
    }
}
