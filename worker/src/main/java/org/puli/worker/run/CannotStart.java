package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a program could not be started, in one line for people. */
final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    /** The system's error number; 0 for none. */
    private final int error;

    /** Whether there is no user to run it as. */
    private final boolean lacksUser;

    CannotStart(String reason) {
        this(0, reason, false);
    }

    CannotStart(String reason, IOException cause) {
        super(reason, cause);
        this.error = 0;
        this.lacksUser = false;
    }

    private CannotStart(int error, String reason, boolean lacksUser) {
        super(reason);
        this.error = error;
        this.lacksUser = lacksUser;
    }

    /** There is no user on this machine to run it as, in words. */
    static CannotStart forUser(String reason) {
        return new CannotStart(0, reason, true);
    }

    /** Whether another worker may have the user that is missing here. */
    boolean lacksUser() {
        return lacksUser;
    }

    /** The same reason for the program that was meant to be started. */
    CannotStart of(Path program, Path folder) {
        return error == 0 ? this : becauseOf(error, program, folder);
    }

    /** The words for an error number of {@code posix_spawn}. */
    static CannotStart becauseOf(int error, Path program, Path folder) {
        String what = "could not start " + program + " in " + folder + ": ";
        return new CannotStart(
                error,
                what
                        + switch (error) {
                            case 2 ->
                                Files.isDirectory(folder)
                                        ? "the interpreter that it names is missing, or the file went away just now"
                                        : "the folder went away just now";
                            case 7 -> "its arguments and environment are too long together";
                            case 8 -> "it is no program for this machine and has no #! line";
                            case 11 -> "this machine allows no more processes (error 11)";
                            case 12 -> "this machine is out of memory (error 12)";
                            case 13 -> "no permission for the file, its interpreter or the folder, or a noexec mount";
                            case 20 -> "the folder is not a folder";
                            case 24, 23 -> "too many open files (error " + error + ")";
                            case 26 -> "the file is being written to";
                            default -> "system error " + error;
                        },
                false);
    }
}
