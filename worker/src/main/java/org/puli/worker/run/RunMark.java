package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.puli.api.sync.AttemptRef;

/**
 * What each process of an attempt carries in its environment, so that it is recognized wherever it went: which worker
 * (by its state folder), which life of it, which attempt.
 *
 * @param worker stays the same for one state folder
 * @param life drawn anew at each start
 */
record RunMark(String worker, String life) {
    /** The name of the variable. */
    static final String VARIABLE = "PULI_RUN_MARK";

    /** The mark of a new life of the worker that a state folder belongs to. A copied folder is another worker's. */
    static RunMark of(Path stateFolder) throws IOException {
        Path file = stateFolder.resolve("worker-id");
        String place = stateFolder.toRealPath().toString();
        List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
        String worker = known.size() == 2 && known.get(1).equals(place) ? known.get(0) : random();
        Files.write(file, List.of(worker, place));
        return new RunMark(worker, random());
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    /** The mark of one attempt. */
    String of(AttemptRef attempt) {
        return worker + "/" + life + "/" + attempt;
    }

    /** Whether a process carries a mark that was made in this life. */
    boolean isOfThisLife(ProcessStat process) {
        String mark = ProcTable.findVariable(process.pid(), VARIABLE);
        return mark != null && mark.startsWith(worker + "/" + life + "/");
    }

    /** Whether a mark was made in an earlier life of the same worker. */
    boolean isOfEarlierLife(String mark) {
        return mark.startsWith(worker + "/") && !mark.startsWith(worker + "/" + life + "/");
    }
}
