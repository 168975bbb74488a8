package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.worker.spare.SpareFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file for each running attempt, for the worker's next life. It needs to outlive this process, not the machine,
 * so nothing is forced to disk.
 */
final class RunRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecords.class);
    private static final String ENDING = ".run";
    private static final int LINE_COUNT = 5;

    private final Path folder;
    private final RunMark mark;
    private final String machineBoot = ProcTable.machineBoot();
    private final SpareFiles files;

    RunRecords(Path folder, RunMark mark) throws IOException {
        this.folder = folder;
        this.mark = mark;
        this.files = new SpareFiles(folder, false);
    }

    /**
     * What was noted in an earlier life.
     *
     * @param process the first process of the tree; null when the machine was started since then
     * @param log the attempt's log
     */
    record Earlier(Path file, ProcessStat.@Nullable Key process, Path log) {}

    /** Notes a tree. If that fails, its marks remain to find it by. */
    void write(AttemptRef attempt, ProcessTree tree, Path log) {
        String text =
                tree.mark() + "\n" + machineBoot + "\n" + tree.main() + "\n" + tree.startTicks() + "\n" + log + "\n";
        try {
            files.write(file(attempt), text);
        } catch (IOException e) {
            LOG.warn("cannot write {}", file(attempt), e);
        }
    }

    void delete(AttemptRef attempt) {
        delete(file(attempt));
    }

    void delete(Path file) {
        try {
            files.forget(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}; the next start of the worker will try again", file, e);
        }
    }

    private Path file(AttemptRef attempt) {
        return folder.resolve(attempt + ENDING);
    }

    /** The records of earlier lives; one that was cut off is deleted, for the marks find its processes too. */
    List<Earlier> read() throws IOException {
        return read(Set.of());
    }

    /** The same without those with some marks. */
    List<Earlier> read(Set<String> spared) throws IOException {
        List<Earlier> records = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() == LINE_COUNT && isOfOthers(lines.getFirst(), spared)) {
                    continue;
                }
                Earlier record = parse(file, lines);
                if (record == null) {
                    delete(file);
                } else {
                    records.add(record);
                }
            }
        }
        return records;
    }

    private boolean isOfOthers(String found, Set<String> spared) {
        return !mark.isOfEarlierLife(found) || spared.contains(found);
    }

    private @Nullable Earlier parse(Path file, List<String> lines) {
        try {
            boolean isSameBoot = lines.get(1).equals(machineBoot);
            var key = new ProcessStat.Key(Integer.parseInt(lines.get(2)), Long.parseLong(lines.get(3)));
            return new Earlier(file, isSameBoot ? key : null, Path.of(lines.get(4)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            return null;
        }
    }
}
