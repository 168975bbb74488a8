package org.puli.worker.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the file of a program as a shell would, and says in words why not. Safe on every thread. */
final class ProgramPath {
    private ProgramPath() {}

    /**
     * The file to run.
     *
     * @param program a name, or a path, which counts from {@code folder}
     * @param path the folders to look in, separated as on this platform
     */
    static Path find(String program, Path folder, String path) throws CannotStart {
        if (program.isEmpty()) {
            throw new CannotStart("the command names no program");
        }
        try {
            return program.contains("/") || program.contains(File.separator)
                    ? checked(folder.resolve(program))
                    : searched(program, folder, path);
        } catch (InvalidPathException e) {
            throw new CannotStart("'" + program + "' cannot be the name of a program: " + e.getReason());
        }
    }

    private static Path checked(Path file) throws CannotStart {
        if (Files.isDirectory(file)) {
            throw new CannotStart("the program " + file + " is a folder");
        }
        if (!Files.exists(file)) {
            throw new CannotStart("the program " + file + " does not exist on this worker");
        }
        if (!Files.isExecutable(file)) {
            throw notExecutable(file);
        }
        return file;
    }

    private static CannotStart notExecutable(Path file) {
        return new CannotStart("the program " + file + " may not be executed by this worker's user");
    }

    private static Path searched(String program, Path folder, String path) throws CannotStart {
        @Nullable Path refused = null;
        for (String place : path.split(File.pathSeparator, -1)) {
            Path file = folder.resolve(place).resolve(program);
            if (Files.isRegularFile(file)) {
                if (Files.isExecutable(file)) {
                    return file;
                }
                refused = file;
            }
        }
        throw refused == null
                ? new CannotStart("no program '" + program + "' on this worker in PATH " + path)
                : notExecutable(refused);
    }
}
