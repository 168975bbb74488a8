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
 * All that is needed to start an attempt's processes: one for all frames, one for each, or, where finished frames are
 * left out, one for each stretch of what is left.
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
     * @param frame the one frame it is for; null when it is for several
     * @param stretch the stretch it is for; null when it is for one frame, or for all
     * @param environment as NAME=value
     */
    record Step(
            @Nullable Integer frame,
            @Nullable FrameRange stretch,
            Path program,
            List<String> arguments,
            List<String> environment) {
        /** How many frames it is for, where there are several processes. */
        long frameCount() {
            return stretch == null ? 1 : stretch.count();
        }

        /** Which frames it is for; null when it is for all. */
        @Nullable
        String words() {
            return frame != null ? "frame " + frame : stretch != null ? "frames " + stretch : null;
        }
    }

    /** Makes it. For another user the folder is not looked at, since he may see what the worker does not. */
    static CommandPlan of(RunDetails details, RunEnvironment variables, Path scratch, boolean isForOther)
            throws CannotStart {
        FrameRange frames = details.frames();
        boolean isPerFrame = frames != null && Placeholders.areOneFrame(details.commandLine());
        long stepCount = frames != null && isPerFrame
                ? frames.count()
                : Math.max(1, stretches(details).size());
        return new CommandPlan(
                details, folder(details, scratch, isForOther), variables, variables.entries(), stepCount);
    }

    /** The stretches that get a process each; none when one process can be told of all of them. */
    private static List<FrameRange> stretches(RunDetails details) {
        List<FrameRange> stretches = details.stretches();
        return stretches == null || stretches.size() == 1 || Placeholders.takeAnyFrames(details.commandLine())
                ? List.of()
                : stretches;
    }

    /** Which frames a process is for; null when there is only one. */
    @Nullable
    String named(Step step) {
        return stepCount == 1 ? null : step.words();
    }

    private static Path folder(RunDetails details, Path scratch, boolean isForOther) throws CannotStart {
        String wanted = details.workingDirectory();
        if (wanted == null) {
            return scratch;
        }
        try {
            Path folder = Path.of(wanted);
            if (!folder.isAbsolute()) {
                throw new CannotStart("the working directory '" + wanted + "' is not an absolute path");
            }
            if (!isForOther && !Files.isDirectory(folder)) {
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
        List<FrameRange> stretches = isPerFrame ? List.of() : stretches(details);
        FrameRange stretch = stretches.isEmpty() ? null : stretches.get((int) index);
        RunEnvironment own = stretch == null ? variables : variables.with(stretch);
        Map<String, String> named = line.shell() ? Map.of() : own.puli();
        List<String> arguments = new Placeholders(stretch == null ? frames : stretch, frame, named).fill(line);
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
        Path program = ProgramPath.find(arguments.getFirst(), folder, path);
        return new Step(frame, stretch, program, arguments, stretch == null ? environment : own.entries());
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
