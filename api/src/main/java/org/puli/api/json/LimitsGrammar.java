package org.puli.api.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.spec.ProcessLimits;

/**
 * Reads and writes what the processes of a command may do. A task may only stand back for others: what would put it
 * before them is the worker's to say.
 */
final class LimitsGrammar {
    private static final List<String> KEYS =
            List.of("openFiles", "coreSize", "nice", "oomScoreAdj", "pinned", "memoryPolicy");
    private static final String UNLIMITED = "unlimited";

    private LimitsGrammar() {}

    /** The limits; null when there is nothing. */
    static @Nullable ProcessLimits read(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Map<String, Cursor> entries = at.map(KEYS, "a map such as {openFiles: 4096, nice: 10}");
        Cursor core = entries.get("coreSize");
        Cursor pinned = entries.get("pinned");
        return new ProcessLimits(
                whole(entries.get("openFiles"), ProcessLimits.FEWEST_FILES, ProcessLimits.MOST_FILES),
                core == null ? null : core.parsed("an amount such as 0 or 2G, or unlimited", LimitsGrammar::size),
                whole(entries.get("nice"), 0, ProcessLimits.MOST_NICE),
                whole(entries.get("oomScoreAdj"), 0, ProcessLimits.MOST_OOM),
                pinned == null ? null : Boolean.valueOf(pinned.flag()),
                MemoryGrammar.policy(entries.get("memoryPolicy")));
    }

    private static @Nullable Integer whole(@Nullable Cursor at, int least, int most) {
        return at == null ? null : Integer.valueOf(at.whole(least, most));
    }

    private static Long size(String text) {
        return text.equals(UNLIMITED) ? ProcessLimits.ANY_SIZE : Amounts.bytes(text);
    }

    static Map<String, Object> written(ProcessLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        JobWriter.putIf(map, "openFiles", limits.openFiles());
        Long core = limits.coreBytes();
        JobWriter.putIf(map, "coreSize", core != null && core == ProcessLimits.ANY_SIZE ? UNLIMITED : core);
        JobWriter.putIf(map, "nice", limits.nice());
        JobWriter.putIf(map, "oomScoreAdj", limits.oomScoreAdj());
        JobWriter.putIf(map, "pinned", limits.pinned());
        MemoryPolicy memory = limits.memoryPolicy();
        JobWriter.putIf(
                map, "memoryPolicy", memory == null ? null : memory.name().toLowerCase(Locale.ROOT));
        return map;
    }
}
