package org.puli.api.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.spec.Resources;

/** Reads and writes what a command holds beside cores and memory. */
final class ResourcesGrammar {
    static final List<String> KEYS = List.of("maxCores", "gpus", "gpuMemory", "amounts", "wholeMachine");

    private static final int MOST_GPUS = 64;
    private static final int MOST_OF_ANY = 1_000_000_000;

    private ResourcesGrammar() {}

    /** The resources; null when none of the keys is there. */
    static @Nullable Resources read(Map<String, Cursor> entries) {
        if (KEYS.stream().noneMatch(entries::containsKey)) {
            return null;
        }
        return new Resources(
                SettingsGrammar.cores(entries.get("maxCores")),
                entries.containsKey("gpus")
                        ? Integer.valueOf(entries.get("gpus").whole(0, MOST_GPUS))
                        : null,
                SettingsGrammar.memory(entries.get("gpuMemory")),
                amounts(entries.get("amounts")),
                entries.containsKey("wholeMachine")
                        ? Boolean.valueOf(entries.get("wholeMachine").flag())
                        : null);
    }

    private static @Nullable Map<String, Double> amounts(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Map<String, Double> amounts = new TreeMap<>();
        at.anyMap("a map of amounts such as {scratch: 10}").forEach((name, value) -> {
            String problem = Names.IDENTIFIER.problemWith(name);
            if (!problem.isEmpty()) {
                value.fault("the name of an amount " + problem);
            }
            amounts.put(name, Math.round(value.number(MOST_OF_ANY) * 1000) / 1000.0);
        });
        if (amounts.size() > JobLimits.AMOUNTS) {
            at.fault("has " + amounts.size() + " amounts; at most " + JobLimits.AMOUNTS + " are allowed");
        }
        return amounts;
    }

    static void write(Resources resources, Map<String, Object> map) {
        JobWriter.putIf(map, "maxCores", resources.maxCores());
        JobWriter.putIf(map, "gpus", resources.gpus());
        JobWriter.putIf(map, "gpuMemory", resources.gpuMemoryBytes());
        JobWriter.putIf(map, "amounts", resources.amounts());
        JobWriter.putIf(map, "wholeMachine", resources.wholeMachine());
    }
}
