package org.puli.worker.output;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.LicenseName;
import org.puli.api.json.ResultValues;
import org.puli.api.sync.Progress;

/**
 * What an attempt tells in words of our own, over all its processes: values of its result, of which the last word
 * counts, and licenses that it needs no more. For one thread at a time.
 */
final class ToldResults {
    private final Map<String, String> values = new TreeMap<>();
    private final TreeSet<LicenseName> released = new TreeSet<>();
    private long leftOut;

    /** Takes a line. */
    void take(PuliLine line) {
        switch (line.word()) {
            case RESULT -> result(line.name(), line.value());
            case RELEASE -> release(new LicenseName(line.name()));
        }
    }

    private void result(String name, String value) {
        if (values.size() < ResultValues.MOST || values.containsKey(name)) {
            values.put(name, value);
        } else {
            leftOut++;
        }
    }

    private void release(LicenseName license) {
        if (released.size() < Progress.MOST_RELEASED) {
            released.add(license);
        }
    }

    /** The values by their names. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** The licenses, sorted. */
    List<LicenseName> released() {
        return List.copyOf(released);
    }

    /** What is worth a line in the log when it has ended. */
    List<String> notes() {
        return leftOut == 0
                ? List.of()
                : List.of("told more than " + ResultValues.MOST + " values of its result; " + leftOut
                        + " lines with others were left out");
    }
}
