package org.puli.simulation.crash;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.simulation.program.Program;

/** A real worker, and what its deaths left behind. Owned by the main thread. */
final class CrashWorker implements AutoCloseable {
    private static final int CORES = 3;
    private static final String MARK = "PULI_RUN_MARK";

    private final WorkerName name;
    private final Path data;
    private final Program program;
    private final List<Absence> absences = new ArrayList<>();
    private final List<EndedRun> undelivered = new ArrayList<>();
    private final Set<AttemptRef> kept = new TreeSet<>();
    private Set<Remains.Found> remains = Set.of();

    /** From a kill to the worker's return, in milliseconds since 1970. */
    record Absence(long killedAt, long backAt) {}

    CrashWorker(int port, String name, Path data, Map<String, String> settings) {
        this("http://127.0.0.1:" + port, name, data, settings);
    }

    /** One of several dispatchers, whose addresses are separated by commas. */
    CrashWorker(String servers, String name, Path data, Map<String, String> settings) {
        this.name = new WorkerName(name);
        this.data = data;
        this.program = Program.worker(servers, name, CORES, data, settings);
    }

    /** What is of interest in the note of an attempt that the next life can go on with. */
    private record Note(String mark, Order order) {
        private record Order(AttemptRef attempt) {}
    }

    WorkerName name() {
        return name;
    }

    void start() throws IOException {
        program.start();
    }

    /** Kills it, and looks at what it leaves: processes, and results that were not delivered, or not for sure. */
    void kill() throws IOException, InterruptedException {
        absences.add(new Absence(System.currentTimeMillis(), Long.MAX_VALUE));
        program.kill();
        String own = Files.readAllLines(data.resolve("run/worker-id")).getFirst() + "/";
        Map<Remains.Found, String> marked = Remains.values(MARK);
        marked.values().removeIf(mark -> !mark.startsWith(own));
        remains = Set.copyOf(marked.keySet());
        notes().forEach(note -> kept.add(note.order().attempt()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve("outbox"), "*.json")) {
            for (Path file : files) {
                undelivered.add(Json.read(Files.readString(file), EndedRun.class));
            }
        }
    }

    private List<Note> notes() throws IOException {
        List<Note> notes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve("run"), "*.kept.json")) {
            for (Path file : files) {
                try {
                    notes.add(Json.read(Files.readString(file), Note.class));
                } catch (NoSuchFileException endedMeanwhile) {
                    // Its process is gone, too.
                }
            }
        }
        return notes;
    }

    /** It was heard of again: what it had left running must be gone, but for what it goes on with. */
    void isBack() throws IOException {
        absences.add(new Absence(absences.removeLast().killedAt(), System.currentTimeMillis()));
        // The notes first: one that is gone by then belongs to what had ended.
        Set<String> goesOn = notes().stream().map(Note::mark).collect(Collectors.toSet());
        Map<Remains.Found, String> left = Remains.values(MARK);
        left.keySet().retainAll(remains);
        left.values().removeAll(goesOn);
        if (!left.isEmpty()) {
            throw new Broken("worker " + name + " is back, and processes of its earlier life still run: " + left);
        }
    }

    /** Whether the worker was dead at some instant of a span of time. */
    boolean wasAway(long from, long until) {
        return absences.stream().anyMatch(absence -> absence.killedAt() <= until && absence.backAt() >= from);
    }

    /** Whether the worker was killed while an attempt ran, or before that was delivered. */
    boolean wasKilledBetween(long from, long until) {
        return absences.stream().anyMatch(absence -> absence.killedAt() > from && absence.killedAt() < until);
    }

    /** Attempts that its deaths left to the next life. */
    Set<AttemptRef> kept() {
        return kept;
    }

    /** Results that lay in the outbox at its deaths. */
    List<EndedRun> undelivered() {
        return undelivered;
    }

    void stop() throws InterruptedException {
        program.stop();
    }

    @Override
    public void close() {
        program.close();
    }
}
