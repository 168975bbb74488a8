package org.puli.worker.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.sync.AttemptRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file for each attempt that another life of the worker could go on with: written beside and renamed, so that it is
 * there whole or not at all. Only the worker's user can read them, since they name the command's environment. They need
 * to outlive this process, not the machine, so nothing is forced to disk. Safe on every thread, one for each attempt.
 */
final class KeptNotes {
    private static final Logger LOG = LoggerFactory.getLogger(KeptNotes.class);
    private static final String ENDING = ".kept.json";
    private static final String BESIDE = ".new";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;

    KeptNotes(Path folder) {
        this.folder = folder;
    }

    /** Writes a note in place of the one before it. */
    void write(KeptNote note) throws IOException {
        Path file = file(note.order().attempt());
        Path beside = file.resolveSibling(file.getFileName() + BESIDE);
        Files.deleteIfExists(beside);
        try (FileChannel channel = FileChannel.open(
                beside,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            var bytes = StandardCharsets.UTF_8.encode(Json.write(note));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(AttemptRef attempt) {
        delete(file(attempt));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}; the next start of the worker will try again", file, e);
        }
    }

    private Path file(AttemptRef attempt) {
        return folder.resolve(attempt + ENDING);
    }

    /** The notes of earlier lives. What cannot be read is deleted: its processes are found by their marks. */
    List<KeptNote> read() throws IOException {
        List<KeptNote> notes = new ArrayList<>();
        try (Stream<Path> beside = Files.list(folder)) {
            beside.filter(file -> file.toString().endsWith(ENDING + BESIDE)).forEach(KeptNotes::delete);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                KeptNote note = findNote(file);
                if (note != null && file(note.order().attempt()).equals(file)) {
                    notes.add(note);
                } else {
                    LOG.warn("{} cannot be read, so what it was for is not taken over", file);
                    delete(file);
                }
            }
        }
        return notes;
    }

    private static @Nullable KeptNote findNote(Path file) {
        try {
            KeptNote note = Json.read(Files.readString(file), KeptNote.class);
            return note.isWhole() ? note : null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is no note of a running attempt: {}", file, e.getMessage());
            return null;
        }
    }
}
