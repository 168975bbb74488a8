package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.puli.api.sync.AttemptRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file for each running process, for the worker's next life: which it is, since when, and its log. */
final class PortableNotes {
    private static final Logger LOG = LoggerFactory.getLogger(PortableNotes.class);
    private static final String ENDING = ".process";

    private final Path folder;

    PortableNotes(Path folder) {
        this.folder = folder;
    }

    /** A process of an earlier life that is still there. */
    record Earlier(ProcessHandle process, Path log) {}

    /** Notes a process. If that fails, or the platform does not tell when it began, a next life leaves it alone. */
    void write(AttemptRef attempt, ProcessHandle process, Path log) {
        Optional<Instant> begun = process.info().startInstant();
        if (begun.isPresent()) {
            try {
                Files.write(
                        file(attempt), List.of(process.pid() + "", begun.get().toEpochMilli() + "", log.toString()));
            } catch (IOException e) {
                LOG.warn("cannot write {}", file(attempt), e);
            }
        }
    }

    void delete(AttemptRef attempt) {
        try {
            Files.deleteIfExists(file(attempt));
        } catch (IOException e) {
            LOG.warn("cannot delete {}; the next start of the worker will try again", file(attempt), e);
        }
    }

    private Path file(AttemptRef attempt) {
        return folder.resolve(attempt + ENDING);
    }

    /** Those of which the same process is still there: the same number, begun at the same moment. */
    List<Earlier> read() throws IOException {
        List<Earlier> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() == 3
                        && lines.get(0).matches("\\d{1,18}")
                        && lines.get(1).matches("\\d{1,18}")) {
                    long begun = Long.parseLong(lines.get(1));
                    ProcessHandle.of(Long.parseLong(lines.get(0)))
                            .filter(process -> process.info()
                                    .startInstant()
                                    .map(instant -> instant.toEpochMilli() == begun)
                                    .orElse(false))
                            .ifPresent(process -> found.add(new Earlier(process, Path.of(lines.get(2)))));
                }
            }
        }
        return found;
    }

    /** Forgets all of them. */
    void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
