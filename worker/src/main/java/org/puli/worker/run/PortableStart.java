package org.puli.worker.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.puli.api.spec.Platform;

/** Starts one process of an attempt: nothing to read, both outputs appended to the log. */
final class PortableStart {
    private static final File NOTHING =
            new File(Platform.find(System.getProperty("os.name")) == Platform.WINDOWS ? "NUL" : "/dev/null");

    private PortableStart() {}

    /**
     * Starts it.
     *
     * @throws CannotStart with the reason in words
     */
    static Process start(CommandPlan plan, CommandPlan.Step step, Path log) throws CannotStart {
        List<String> line = new ArrayList<>(step.arguments());
        line.set(0, step.program().toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(plan.folder().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        for (String entry : step.environment()) {
            int equals = entry.indexOf('=');
            builder.environment().put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new CannotStart("could not start " + step.program() + " in " + plan.folder() + ": " + e.getMessage());
        }
    }
}
