package org.puli.cli.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.puli.api.view.JobView;
import org.puli.cli.shared.Colors;
import org.puli.cli.shared.Terminal;

/** What the demo says to a newcomer. Used by one thread. */
final class DemoWords {
    private static final int USUAL_PORT = 8004;

    private final PrintWriter out;
    private final Terminal terminal = Terminal.here();
    private final String puli;

    /**
     * Words about a farm.
     *
     * @param launcher how to call Puli from here
     */
    DemoWords(PrintWriter out, String launcher) {
        this.out = out;
        this.puli = Path.of("").toAbsolutePath().equals(Path.of(launcher).getParent()) ? "./puli" : launcher;
    }

    void starting(URI server, int workers, Path data) {
        out.println();
        out.println(Colors.bold("A render farm on this machine", terminal));
        fact("dispatcher", server.toString());
        fact("workers", workers == 1 ? "demo-1" : workers == 2 ? "demo-1, demo-2" : "demo-1 ... demo-" + workers);
        fact("data", data.toString());
        out.println();
    }

    void submitted(JobView job, DemoJob prepared) {
        out.println(Colors.bold("Job " + job.id() + ", '" + job.name() + "'", terminal) + ": " + prepared.frameCount()
                + " frames of a ray tracer, then a contact sheet");
        fact("pictures", prepared.pictures().toString());
        out.println();
        out.flush();
    }

    void ended(boolean isDone, JobView job, List<Path> assembled) {
        out.println();
        if (isDone) {
            out.println(Colors.status("Done.", "DONE", terminal) + " What was made of the frames:");
            assembled.forEach(file -> out.println("  " + file));
        } else {
            out.println(Colors.status("The job did not end well.", "FAILED", terminal) + " See why:");
            out.println("  " + puli + " job log " + job.id());
        }
        out.flush();
    }

    void further(JobView job, URI server) {
        out.println();
        out.println("The farm goes on until you press Ctrl-C. Meanwhile, in another terminal:");
        if (server.getPort() != USUAL_PORT) {
            out.println("  export PULI_SERVER=" + server);
        }
        hint("farm show", "everything at a glance");
        hint("job show " + job.id(), "the job, task by task");
        hint("command list " + job.id(), "its frames: where each ran and how long it took");
        hint("job log " + job.id(), "what the last one wrote");
        hint("worker list", "the machines");
        hint("submit job.yaml", "a job of your own; docs/job-files.md tells how");
        out.flush();
    }

    void stopping() {
        out.println();
        out.println("Stopping the farm ...");
        out.flush();
    }

    private void fact(String label, String value) {
        out.println("  " + label + " ".repeat(12 - label.length()) + value);
    }

    private void hint(String verb, String meaning) {
        String line = "  " + puli + " " + verb;
        out.println(line + " ".repeat(Math.max(2, 32 - line.length())) + Colors.dim(meaning, terminal));
    }
}
