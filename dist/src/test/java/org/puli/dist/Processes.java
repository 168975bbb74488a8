package org.puli.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the system says runs. */
final class Processes {
    private Processes() {}

    /** The command lines of all processes that name a folder there or in their environment, this one aside. */
    static List<String> naming(Path folder) {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(entry -> !entry.endsWith(
                            Long.toString(ProcessHandle.current().pid())))
                    .filter(entry -> (text(entry, "cmdline") + text(entry, "environ")).contains(folder.toString()))
                    .map(entry -> text(entry, "cmdline"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
    }

    /** The command lines of all processes that have a text and a folder in their environment. */
    static List<String> with(String text, Path folder) {
        return in(text, folder).stream().map(entry -> text(entry, "cmdline")).toList();
    }

    private static List<Path> in(String text, Path folder) {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(entry -> text(entry, "environ").contains(text))
                    .filter(entry -> text(entry, "environ").contains(folder.toString()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
    }

    /** Sends a signal to the attempts' processes of a farm in a folder that run a program, found wherever it lies. */
    static void signal(String signal, Path folder, String program) throws IOException {
        List<String> words = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        in("PULI_ATTEMPT=", folder).stream()
                                .filter(entry ->
                                        text(entry, "cmdline").matches("(\\S*/)?" + Pattern.quote(program) + " .*"))
                                .map(entry -> entry.getFileName().toString()))
                .toList();
        if (words.size() == 2) {
            throw new AssertionError("No attempt runs " + program + ", but " + with("PULI_ATTEMPT=", folder));
        }
        Shell.says(words);
    }

    private static String text(Path entry, String file) {
        try {
            return new String(Files.readAllBytes(entry.resolve(file)), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
