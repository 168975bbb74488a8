package org.puli.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** Kills the attempts' processes of a farm in a folder whose command line begins with a program. */
    static void kill(Path folder, String program) {
        in("PULI_ATTEMPT=", folder).stream()
                .filter(entry -> text(entry, "cmdline").startsWith(program))
                .map(entry -> Long.parseLong(entry.getFileName().toString()))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String text(Path entry, String file) {
        try {
            return new String(Files.readAllBytes(entry.resolve(file)), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
