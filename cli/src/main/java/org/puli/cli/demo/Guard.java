package org.puli.cli.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the demo's processes when the demo itself is killed and can do nothing any more: a shell that hears of each
 * process over a pipe, and asks them all to end when the pipe breaks.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = "trap '' INT HUP TERM; pids=; while read -r pid; do"
            + " [ \"$pid\" = none ] && exit 0; pids=\"$pids $pid\"; done; [ -z \"$pids\" ] || kill -TERM $pids";

    private final @Nullable BufferedWriter pipe;

    private Guard(@Nullable BufferedWriter pipe) {
        this.pipe = pipe;
    }

    /** A guard over nothing yet; where there is no shell, it guards nothing at all. */
    static Guard start() {
        try {
            return new Guard(new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter());
        } catch (IOException e) {
            return new Guard(null);
        }
    }

    void watch(Process process) {
        tell(Long.toString(process.pid()));
    }

    /** Nothing is left to guard. */
    @Override
    public void close() {
        tell("none");
    }

    private void tell(String line) {
        if (pipe == null) {
            return;
        }
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new IllegalStateException("the demo's guard has ended early: " + e.getMessage(), e);
        }
    }
}
