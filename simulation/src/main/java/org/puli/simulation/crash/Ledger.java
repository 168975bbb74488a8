package org.puli.simulation.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;

/** What commands wrote down themselves: the truth of what ran. */
record Ledger(TreeMap<AttemptRef, List<Note>> starts, TreeMap<AttemptRef, List<Note>> ends) {
    private static final int WORDS = 6;

    /**
     * One line.
     *
     * @param process the process that wrote it
     * @param at milliseconds since 1970
     */
    record Note(String process, long at) {}

    /** Reads the file; a last line that a kill cut short says nothing. */
    static Ledger read(Path file) throws IOException {
        Ledger ledger = new Ledger(new TreeMap<>(), new TreeMap<>());
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(ledger::add);
        }
        return ledger;
    }

    private void add(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == WORDS && words[5].length() > 10) {
            AttemptRef attempt = new AttemptRef(new CommandId(Long.parseLong(words[2])), Integer.parseInt(words[3]));
            TreeMap<AttemptRef, List<Note>> notes = words[0].equals("start") ? starts : ends;
            notes.computeIfAbsent(attempt, a -> new ArrayList<>()).add(new Note(words[4], Long.parseLong(words[5])));
        }
    }
}
