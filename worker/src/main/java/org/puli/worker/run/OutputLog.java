package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's own lines in an attempt's log, each beginning with {@code # puli}. The program writes its output
 * there by itself, so each line is one append at the file's present end.
 */
final class OutputLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputLog.class);
    private static final int LONGEST_NOTE = 4000;

    private final Path file;
    private final FileChannel channel;

    private OutputLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static OutputLog open(Path file) throws IOException {
        try {
            return new OutputLog(file, append(file));
        } catch (NoSuchFileException folderMissing) {
            Files.createDirectories(file.resolveSibling("."));
            return new OutputLog(file, append(file));
        }
    }

    private static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Adds a line to a log that may be long gone; failing to do so matters to nobody. */
    static void noteAt(Path file, String note) {
        if (!Files.exists(file)) {
            return;
        }
        try (OutputLog log = open(file)) {
            log.note(note);
        } catch (IOException e) {
            LOG.warn("cannot write to the log {}", file, e);
        }
    }

    /** Adds lines if that is possible; a full disk does not change how an attempt ended. */
    void tryNote(String... notes) {
        try {
            note(notes);
        } catch (IOException e) {
            LOG.warn("cannot write to the log {}", file, e);
        }
    }

    /** Adds lines, each made printable and cut when it is very long. */
    void note(String... notes) throws IOException {
        StringBuilder lines = new StringBuilder(endsInsideLine() ? "\n" : "");
        for (String note : notes) {
            String cut = note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE) + " …";
            lines.append("# puli ");
            cut.chars().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(c -> lines.append((char) c));
            lines.append('\n');
        }
        ByteBuffer bytes = UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private boolean endsInsideLine() throws IOException {
        long size = channel.size();
        if (size == 0) {
            return false;
        }
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return reader.read(last, size - 1) == 1 && last.get(0) != '\n';
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
