package org.puli.simulation.crash;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.view.Status;

/** The jobs that clients submit. Some write into the ledger what really ran, and when. */
enum JobKind {
    /** Ends at once. */
    QUICK("", Status.DONE),
    /** Runs for a moment, noted in the ledger. */
    NOTED("sleep 0.05", Status.DONE),
    /** Runs longer than a dispatcher takes to come back, noted in the ledger. */
    LONG("sleep 2", Status.DONE),
    /** Fails at its first try, noted in the ledger. */
    FLAKY("[ $PULI_ATTEMPT -gt 1 ]", Status.DONE),
    /** Never succeeds. */
    FAILING("exit 3", Status.FAILED),
    /** Holds a seat of a license, noted in the ledger. */
    LICENSED("sleep 0.05", Status.DONE);

    /** The variable by which processes of this farm are found. */
    static final String MARK = "CRASH_FARM";

    private static final int SHORT_COUNT = 8;
    private static final int LONG_COUNT = 4;
    private static final int FLAKY_TRIES = 9;

    private final String work;
    private final Status outcome;

    JobKind(String work, Status outcome) {
        this.work = work;
        this.outcome = outcome;
    }

    /** How its job looks when all is over and nobody canceled it. */
    Status outcome() {
        return outcome;
    }

    /** The document that is submitted. */
    String document(String name, Path ledger, @Nullable String license) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", "work");
        task.put("frames", "1-" + (this == LONG ? LONG_COUNT : SHORT_COUNT));
        if (this == QUICK) {
            task.put("command", List.of("/bin/true", "{frame}"));
        } else {
            task.put("command", line(ledger));
            task.put("shell", true);
        }
        if (this == FLAKY) {
            task.put("attempts", FLAKY_TRIES);
        }
        if (this == LICENSED && license != null) {
            task.put("licenses", List.of(license));
        }
        return Json.write(Map.of("name", name, "environment", Map.of(MARK, ledger.toString()), "tasks", List.of(task)));
    }

    private String line(Path ledger) {
        return note("start", ledger) + "; " + work + "; R=$?; " + note("end", ledger) + "; exit $R";
    }

    private static String note(String what, Path ledger) {
        return "date \"+" + what + " $PULI_JOB $PULI_COMMAND $PULI_ATTEMPT $$ %s%3N\" | dd of=" + ledger
                + " oflag=append conv=notrunc,fsync status=none";
    }
}
