package org.puli.worker.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Placeholders;
import org.puli.api.sync.RunDetails;

/**
 * All that is needed to start an attempt's processes, one for all frames or one for each.
 *
 * @param folder where they run
 * @param environment as NAME=value
 * @param stepCount how many processes run one after another, from 1
 */
record CommandPlan(
        RunDetails details, Path folder, RunEnvironment variables, List<String> environment, long stepCount) {
    /** The kernel's limit for one argument or variable, without the NUL at its end. */
    static final int LONGEST_TEXT_BYTES = 131_071;

    /**
     * One process to start.
     *
     * @param frame the one frame it is for; null when it is for all of the command's
     */
    record Step(@Nullable Integer frame, Path program, List<String> arguments) {}

    static CommandPlan of(RunDetails details, RunEnvironment variables, Path scratch) throws CannotStart {
        FrameRange frames = details.frames();
        boolean isPerFrame = frames != null && Placeholders.areOneFrame(details.commandLine());
        long stepCount = frames != null && isPerFrame ? frames.count() : 1;
        return new CommandPlan(details, folder(details, scratch), variables, variables.entries(), stepCount);
    }

    private static Path folder(RunDetails details, Path scratch) throws CannotStart {
        String wanted = details.workingDirectory();
        if (wanted == null) {
            return scratch;
        }
        try {
            Path folder = Path.of(wanted);
            if (!folder.isAbsolute()) {
                throw new CannotStart("the working directory '" + wanted + "' is not an absolute path");
            }
            if (!Files.isDirectory(folder)) {
                String what = Files.exists(folder) ? " is not a folder" : " does not exist on this worker";
                throw new CannotStart("the working directory " + folder + what);
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new CannotStart("the working directory '" + wanted + "' cannot be a path: " + e.getReason());
        }
    }

    /** One of the processes, from 0. */
    Step step(long index) throws CannotStart {
        CommandLine line = details.commandLine();
        FrameRange frames = details.frames();
        boolean isPerFrame = frames != null && Placeholders.areOneFrame(line);
        Integer frame = frames != null && isPerFrame ? (Integer) frames.frameAt(index) : null;
        // A shell expands $PULI_… by itself, and safely: a job's name pasted into its line would be run.
        Map<String, String> named = line.shell() ? Map.of() : variables.puli();
        List<String> arguments = new Placeholders(frames, frame, named).fill(line);
        if (arguments.isEmpty()) {
            throw new CannotStart("the command is empty");
        }
        if (line.shell()) {
            arguments = List.of("/bin/sh", "-c", String.join(" ", arguments));
        }
        for (int i = 0; i < arguments.size(); i++) {
            checked(arguments.get(i), "argument " + i);
        }
        String path = variables.all().getOrDefault("PATH", "");
        return new Step(frame, ProgramPath.find(arguments.getFirst(), folder, path), arguments);
    }

    /** The text itself if the kernel takes it. */
    static String checked(String text, String what) throws CannotStart {
        if (text.indexOf('\0') >= 0) {
            throw new CannotStart(what + " contains a NUL character");
        }
        int bytes = text.length() * 3 <= LONGEST_TEXT_BYTES ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_TEXT_BYTES) {
            throw new CannotStart(
                    what + " is " + bytes + " bytes long; the system takes " + LONGEST_TEXT_BYTES + " at most");
        }
        return text;
    }
}
