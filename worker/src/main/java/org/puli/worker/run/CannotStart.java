package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Path;

/** Why a program could not be started, in one line for people. */
final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    CannotStart(String reason) {
        super(reason);
    }

    CannotStart(String reason, IOException cause) {
        super(reason, cause);
    }

    /** The words for an error number of {@code posix_spawn}. */
    static CannotStart becauseOf(int error, Path program, Path folder) {
        String what = "could not start " + program + " in " + folder + ": ";
        return new CannotStart(what
                + switch (error) {
                    case 2 -> "the interpreter that it names is missing, or the file or folder went away just now";
                    case 7 -> "its arguments and environment are too long together";
                    case 8 -> "it is no program for this machine and has no #! line";
                    case 11 -> "this machine allows no more processes (error 11)";
                    case 12 -> "this machine is out of memory (error 12)";
                    case 13 -> "no permission for the file, its interpreter or the folder, or a noexec mount";
                    case 20 -> "the folder is not a folder";
                    case 24, 23 -> "too many open files (error " + error + ")";
                    case 26 -> "the file is being written to";
                    default -> "system error " + error;
                });
    }
}
