package org.puli.simulation.crash;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How long it took until the other one led, and what was asked again. Owned by the main thread. */
final class PairScore {
    private final PrintWriter out;
    private final Map<PairStrike, List<Long>> millis = new EnumMap<>(PairStrike.class);
    private int rounds;
    private long reread;

    PairScore(PrintWriter out) {
        this.out = out;
    }

    /** One round. */
    void round(PairStrike strike, long took, long answers) {
        rounds++;
        reread += answers;
        millis.computeIfAbsent(strike, kind -> new ArrayList<>()).add(took);
        out.println("round " + rounds + ": " + strike + ", work goes on after " + took + " ms; " + answers
                + " answers still hold");
        out.flush();
    }

    void books(Books.Finding finding) {
        out.println("farm's end: " + finding);
        out.flush();
    }

    String summary(long seconds) {
        String times = millis.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + times(entry.getValue()))
                .collect(Collectors.joining("\n"));
        return times + "\n" + rounds + " rounds, " + reread + " answers re-read, 0 broken (" + seconds + " s)";
    }

    private static String times(List<Long> all) {
        Collections.sort(all);
        return all.size() + " times, median " + all.get(all.size() / 2) + " ms, worst " + all.getLast() + " ms";
    }
}
