package org.puli.worker.presence;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.puli.worker.run.SystemProgram;

/** How long nobody has touched keyboard and mouse of an X server: what {@code xprintidle} says. */
public final class XIdle implements SignReader {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String program;

    /** Asks a program that prints milliseconds. */
    public XIdle(String program) {
        this.program = program;
    }

    @Override
    public Sign look() throws IOException {
        String said = SystemProgram.ask(List.of(program), LIMIT).strip();
        if (!said.matches("\\d{1,18}")) {
            throw new IOException("the program " + program + " says no number of milliseconds");
        }
        return new Sign("somebody uses keyboard or mouse", Long.parseLong(said));
    }
}
