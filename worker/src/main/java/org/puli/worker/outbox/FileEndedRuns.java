package org.puli.worker.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.worker.spare.SpareFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small file per ended run, written beside and renamed, so that it is there whole or not at all. It survives the
 * death of the daemon; with {@code sync} the loss of power too.
 */
public final class FileEndedRuns implements EndedRuns {
    private static final Logger LOG = LoggerFactory.getLogger(FileEndedRuns.class);
    private static final String ENDING = ".json";

    private final Path folder;
    private final SpareFiles files;

    /**
     * An outbox in a folder, which is made when it is missing.
     *
     * @throws OutboxFailure when the folder cannot be made
     */
    public FileEndedRuns(Path folder, boolean sync) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            files = new SpareFiles(folder, sync);
        } catch (IOException e) {
            throw new OutboxFailure("the outbox " + folder + " cannot be made: " + e, e);
        }
    }

    @Override
    public List<EndedRun> load() {
        List<EndedRun> runs = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                EndedRun run = findRun(file);
                if (run != null) {
                    runs.add(run);
                }
            }
        } catch (IOException e) {
            throw new OutboxFailure("the outbox " + folder + " cannot be read: " + e, e);
        }
        runs.sort(Comparator.comparing(EndedRun::attempt));
        return runs;
    }

    private @Nullable EndedRun findRun(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), EndedRun.class);
        } catch (IllegalArgumentException | IOException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
            LOG.warn("The ended run {} cannot be read and is set aside as {}", file, aside.getFileName(), e);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return null;
        }
    }

    @Override
    public @Nullable String findFarmId() {
        try {
            return Files.readString(farmFile()).strip();
        } catch (IOException notThere) {
            return null;
        }
    }

    @Override
    public void add(EndedRun run) {
        write(file(run.attempt()), Json.write(run));
    }

    @Override
    public void forget(AttemptRef attempt) {
        try {
            files.forget(file(attempt));
        } catch (IOException e) {
            LOG.warn("The acknowledged run {} could not be deleted; it will be reported again", attempt, e);
        }
    }

    @Override
    public void join(String farmId) {
        String before = findFarmId();
        if (before != null && !before.equals(farmId)) {
            setAside(before);
        }
        write(farmFile(), farmId);
    }

    private void setAside(String farmId) {
        try (Stream<Path> all = Files.list(folder)) {
            Path aside = folder.resolve("farm-" + farmId);
            Files.createDirectories(aside);
            for (Path file : all.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new OutboxFailure("the ended runs of farm " + farmId + " could not be set aside: " + e, e);
        }
    }

    private void write(Path file, String text) {
        try {
            files.write(file, text);
        } catch (IOException e) {
            throw new OutboxFailure(file + " could not be written: " + e, e);
        }
    }

    private Path file(AttemptRef attempt) {
        return folder.resolve(attempt + ENDING);
    }

    private Path farmFile() {
        return folder.resolve("farm-id");
    }
}
