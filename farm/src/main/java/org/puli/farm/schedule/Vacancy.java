package org.puli.farm.schedule;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.puli.api.spec.Need;
import org.puli.farm.Command;
import org.puli.farm.Worker;

/** What a worker has free once some of the commands on it are gone. */
final class Vacancy {
    private static final int MILLI = 1000;

    private final Worker worker;
    private int milliCores;
    private long memoryBytes;
    private int gpus;
    private final Map<String, Long> milliAmounts = new TreeMap<>();
    private int commandCount;
    private int wholeCount;

    /** What is free now. */
    Vacancy(Worker worker) {
        this.worker = worker;
        milliCores = worker.freeMilliCores();
        memoryBytes = worker.freeMemoryBytes();
        gpus = worker.freeGpus();
        for (Command command : worker.leases()) {
            commandCount++;
            wholeCount += command.held().wholeMachine() ? 1 : 0;
        }
    }

    /** What is free when those commands are gone for which this holds. */
    static Vacancy without(Worker worker, Predicate<Command> isGone) {
        Vacancy vacancy = new Vacancy(worker);
        worker.leases().stream().filter(isGone).forEach(vacancy::leave);
        return vacancy;
    }

    /** Takes note that a further command of the worker is gone. */
    void leave(Command command) {
        Need held = command.held();
        milliCores += held.milliCores();
        // Memory that is unknown is without bound, and stays so.
        memoryBytes = memoryBytes == Long.MAX_VALUE ? memoryBytes : memoryBytes + held.memoryBytes();
        gpus += held.gpus();
        held.milliAmounts().forEach((amount, milli) -> milliAmounts.merge(amount, milli, Long::sum));
        commandCount--;
        wholeCount -= held.wholeMachine() ? 1 : 0;
    }

    /** Whether a command fits for which the worker is right when it is idle. */
    boolean holds(Need need) {
        boolean isAlone = need.wholeMachine() ? commandCount == 0 : wholeCount == 0;
        return isAlone
                && milliCores >= need.milliCores()
                && memoryBytes >= need.memoryBytes()
                && gpus >= need.gpus()
                && need.milliAmounts().entrySet().stream().allMatch(this::hasAmount);
    }

    private boolean hasAmount(Map.Entry<String, Long> wanted) {
        long freed = milliAmounts.getOrDefault(wanted.getKey(), 0L);
        return worker.freeMilliAmount(wanted.getKey()) + freed >= wanted.getValue();
    }

    /** Whole cores that are free then. */
    int cores() {
        return Math.max(0, milliCores / MILLI);
    }
}
