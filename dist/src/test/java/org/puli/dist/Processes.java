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

    private static String text(Path entry, String file) {
        try {
            return new String(Files.readAllBytes(entry.resolve(file)), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
