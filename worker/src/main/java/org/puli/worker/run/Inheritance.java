package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which attempts of earlier lives this life of the worker goes on with, by their notes. Runs once, on the
 * thread that starts the worker.
 */
final class Inheritance {
    private static final Logger LOG = LoggerFactory.getLogger(Inheritance.class);

    private final KeptNotes notes;
    private final KeepRule rule;
    private final String machineBoot = ProcTable.machineBoot();

    Inheritance(KeptNotes notes, KeepRule rule) {
        this.notes = notes;
        this.rule = rule;
    }

    /**
     * The notes of attempts that can be gone on with; the others are deleted, and their logs say why.
     *
     * @param ended attempts whose end is known already
     */
    List<KeptNote> take(Set<AttemptRef> ended) throws IOException {
        List<KeptNote> taken = new ArrayList<>();
        for (KeptNote note : notes.read()) {
            AttemptRef attempt = note.order().attempt();
            String problem = ended.contains(attempt) ? "" : problem(note);
            if (problem == null) {
                LOG.info(
                        "going on with attempt {} of an earlier life, process {}",
                        attempt,
                        note.first().pid());
                taken.add(note);
                continue;
            }
            if (!problem.isEmpty()) {
                LOG.warn("attempt {} of an earlier life is not gone on with: {}", attempt, problem);
                OutputLog.noteAt(
                        Path.of(note.log()), "the worker was restarted and does not go on with this: " + problem);
            }
            notes.delete(attempt);
        }
        return taken;
    }

    private @Nullable String problem(KeptNote note) {
        if (!rule.adopts()) {
            return "worker.keep is never";
        }
        if (!note.boot().equals(machineBoot)) {
            return "the machine was restarted, too";
        }
        if (note.exit() != null) {
            return null;
        }
        ProcessStat first = ProcTable.find(note.first().pid());
        boolean isThere = first != null && first.key().equals(note.first());
        return isThere ? null : "its process " + note.first().pid() + " is gone, and nobody remembers how it ended";
    }
}
