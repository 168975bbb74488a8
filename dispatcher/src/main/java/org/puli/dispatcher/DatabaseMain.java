package org.puli.dispatcher;

import java.io.PrintWriter;
import org.puli.dispatcher.database.DatabaseVerbs;

/** The program {@code puli database}. */
public final class DatabaseMain {
    private DatabaseMain() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String... arguments) {
        DispatcherLog.toConsole(false);
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(DatabaseVerbs.run(Version.TEXT, out, err, arguments));
    }
}
