package org.puli.api.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;

/** Reads what a task runs: command lines, frames, chunks. */
final class CommandGrammar {
    static final List<String> KEYS = List.of("command", "commands", "shell", "frames", "chunk");

    private static final int MOST_FRAMES_PER_COMMAND = 1_000_000;
    private static final Pattern FRAME = Pattern.compile("\\{(?:frame|first|last|frames)(?::0?\\d{1,2})?}");

    private CommandGrammar() {}

    static @Nullable CommandLine command(Cursor task, Map<String, Cursor> entries) {
        Cursor at = entries.get("command");
        boolean hasMany = entries.containsKey("commands");
        if (at == null) {
            if (!hasMany) {
                task.fault("a task needs 'command' or 'commands'");
            }
            return null;
        }
        if (hasMany) {
            at.fault("a task has either 'command' or 'commands', not both");
        }
        CommandLine line = line(at, isShell(entries));
        if (!entries.containsKey("frames")) {
            checkNoFrames(at, line);
        }
        return line;
    }

    private static void checkNoFrames(Cursor at, CommandLine line) {
        boolean hasPlace = line.arguments().stream()
                .anyMatch(argument -> FRAME.matcher(argument).find());
        if (hasPlace) {
            at.fault("uses a frame placeholder, but the task has no 'frames'; add frames: 1-100");
        }
    }

    static List<CommandLine> commands(Map<String, Cursor> entries) {
        Cursor at = entries.get("commands");
        if (at == null) {
            return List.of();
        }
        for (String key : List.of("frames", "chunk")) {
            if (entries.containsKey(key)) {
                entries.get(key).fault("'" + key + "' goes with 'command', not with a list of 'commands'");
            }
        }
        boolean shell = isShell(entries);
        List<CommandLine> lines = new ArrayList<>();
        for (Cursor item : at.list("a list of command lines", JobLimits.EXPLICIT_COMMANDS)) {
            CommandLine line = line(item, shell);
            checkNoFrames(item, line);
            lines.add(line);
        }
        if (lines.isEmpty()) {
            at.fault("a task needs at least one command");
        }
        return lines;
    }

    private static boolean isShell(Map<String, Cursor> entries) {
        return entries.containsKey("shell") && entries.get("shell").flag();
    }

    private static CommandLine line(Cursor at, boolean shell) {
        if (shell) {
            if (at.isList()) {
                at.fault("with shell: true a command is one line of text; or leave out shell for a list of arguments");
                return new CommandLine(List.of("true"), true);
            }
            String line = argument(at, "one line of text");
            if (line.isBlank()) {
                at.fault("a command for the shell is not empty");
            }
            return new CommandLine(List.of(line), true);
        }
        if (!at.isList()) {
            at.fault("expected a list of arguments such as [render, --frame, \"{frame}\"], found "
                    + at.node().described() + "; for a shell line add shell: true");
            return new CommandLine(List.of("true"), false);
        }
        List<String> arguments = new ArrayList<>();
        at.list("a list of arguments", JobLimits.ARGUMENTS)
                .forEach(item -> arguments.add(argument(item, "an argument: text, a number, true or false")));
        if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
            at.fault("a command names a program as its first argument");
        }
        return new CommandLine(arguments, false);
    }

    private static String argument(Cursor at, String what) {
        String text = at.text(what);
        // A character is at most three bytes here, so short ones need not be encoded to be measured.
        boolean isLong = text.length() > JobLimits.ARGUMENT_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > JobLimits.ARGUMENT_BYTES;
        if (isLong) {
            at.fault(
                    "an argument has at most " + JobLimits.ARGUMENT_BYTES + " bytes; write it to a file and name that");
        }
        return text;
    }

    static @Nullable FrameRange frames(Map<String, Cursor> entries, long framesLeft) {
        Cursor at = entries.get("frames");
        FrameRange frames = at == null ? null : at.parsed("a frame range such as 1-100", FrameRange::parse);
        if (at == null || frames == null) {
            return frames;
        }
        if (frames.segments().size() > JobLimits.FRAME_PARTS) {
            at.fault("has " + frames.segments().size() + " parts; at most " + JobLimits.FRAME_PARTS + " are allowed");
        } else if (frames.count() <= framesLeft) {
            Integer twice = frames.findDuplicate();
            if (twice != null) {
                at.fault("frame " + twice + " is named twice");
            }
        }
        return frames;
    }

    static int chunk(Map<String, Cursor> entries) {
        Cursor at = entries.get("chunk");
        if (at != null && !entries.containsKey("frames") && !entries.containsKey("commands")) {
            at.fault("'chunk' goes with 'frames', and the task has none");
        }
        return at == null ? 1 : at.whole(1, MOST_FRAMES_PER_COMMAND);
    }
}
