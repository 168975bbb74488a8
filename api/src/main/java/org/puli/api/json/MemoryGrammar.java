package org.puli.api.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.spec.MemoryRetry;

/** Reads and writes what becomes of a reservation of memory that was too small. */
final class MemoryGrammar {
    private static final String OFF = "off";
    private static final MemoryRetry NEVER = new MemoryRetry(MemoryRetry.LEAST_FACTOR, 0);

    private MemoryGrammar() {}

    static @Nullable MemoryPolicy policy(@Nullable Cursor at) {
        return at == null ? null : at.parsed("off, warn or kill", MemoryGrammar::policy);
    }

    private static MemoryPolicy policy(String word) {
        return switch (word) {
            case OFF -> MemoryPolicy.OFF;
            case "warn" -> MemoryPolicy.WARN;
            case "kill" -> MemoryPolicy.KILL;
            default -> throw new IllegalArgumentException("'" + word + "' is not a policy; write off, warn or kill");
        };
    }

    static @Nullable MemoryRetry retry(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        String what = "a map such as {factor: 1.5, max: 64G}, or off";
        if (!at.isMap()) {
            if (!at.text(what).equals(OFF)) {
                at.fault("expected " + what + ", found " + at.node().described());
            }
            return NEVER;
        }
        Map<String, Cursor> entries = at.map(List.of("factor", "max"), what);
        return new MemoryRetry(factor(entries.get("factor")), max(entries.get("max")));
    }

    private static double factor(@Nullable Cursor at) {
        if (at == null) {
            return MemoryRetry.USUAL_FACTOR;
        }
        double factor = at.number(MemoryRetry.MOST_FACTOR);
        if (factor < MemoryRetry.LEAST_FACTOR) {
            at.fault("a reservation that shrinks is not meant: expected a factor from 1 to 10");
        }
        return factor;
    }

    private static long max(@Nullable Cursor at) {
        if (at == null) {
            return 0;
        }
        Long bytes = SettingsGrammar.memory(at);
        if (bytes != null && bytes == 0) {
            at.fault("expected more than 0; leave it out for a reservation that may grow without an end");
        }
        return bytes == null ? 0 : bytes;
    }

    static @Nullable Object written(@Nullable MemoryRetry retry) {
        if (retry == null || retry.equals(NEVER)) {
            return retry == null ? null : OFF;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("factor", retry.factor());
        JobWriter.putIf(map, "max", retry.maxBytes() == 0 ? null : Long.valueOf(retry.maxBytes()));
        return map;
    }
}
