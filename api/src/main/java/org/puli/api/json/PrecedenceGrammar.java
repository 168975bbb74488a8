package org.puli.api.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;

/** Reads where a job, group or task stands among others, and how it serves what is in it. */
final class PrecedenceGrammar {
    static final List<String> KEYS = List.of("priority", "weight", "maxWorkers");
    /** What a task or group may say, which has siblings. */
    static final List<String> NODE_KEYS =
            Stream.concat(KEYS.stream(), Stream.of("place")).toList();

    private static final int MOST_WEIGHT = 1_000_000;
    private static final int MOST_WORKERS = 1_000_000;

    private PrecedenceGrammar() {}

    static Precedence read(Map<String, Cursor> entries) {
        Precedence plain = Precedence.DEFAULT;
        return new Precedence(
                entries.containsKey("priority")
                        ? entries.get("priority").whole(0, JobSpec.MOST_PRIORITY)
                        : plain.priority(),
                entries.containsKey("weight") ? entries.get("weight").number(MOST_WEIGHT) : plain.weight(),
                entries.containsKey("maxWorkers") ? entries.get("maxWorkers").whole(0, MOST_WORKERS) : 0,
                entries.containsKey("place")
                        ? entries.get("place").whole(-Precedence.MOST_PLACE, Precedence.MOST_PLACE)
                        : plain.place());
    }

    static Strategy strategy(@Nullable Cursor at) {
        if (at == null) {
            return Strategy.FIFO;
        }
        String text = at.text("a strategy");
        for (Strategy strategy : Strategy.values()) {
            if (word(strategy).equals(text)) {
                return strategy;
            }
        }
        String known = Stream.of(Strategy.values()).map(PrecedenceGrammar::word).collect(Collectors.joining(", "));
        at.fault("expected one of " + known + "; found " + at.node().described());
        return Strategy.FIFO;
    }

    /** A strategy as job files write it. */
    static String word(Strategy strategy) {
        return strategy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
