package org.puli.worker;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.MachineFacts;

/** Reads what a worker says of its machine beside cores and memory. Stateless. */
final class EquipmentSettings {
    private EquipmentSettings() {}

    /**
     * Takes the settings' values; what they do not say of GPUs the machine may tell later. The attributes {@code os}
     * and {@code arch} are the machine's own unless they are set.
     *
     * @throws BadSetting when one cannot be used
     */
    static Equipment of(Settings settings) {
        Integer gpus = gpus(settings);
        Long memory = gpuMemory(settings);
        return new Equipment(
                gpus == null ? 0 : gpus,
                memory == null ? 0 : memory,
                amounts(settings),
                words(settings, Setting.WORKER_TAGS),
                words(settings, Setting.WORKER_SOFTWARE),
                attributes(settings),
                positive(Setting.WORKER_PERFORMANCE, settings.text(Setting.WORKER_PERFORMANCE)),
                List.of());
    }

    /** How many GPUs it offers; null for all that its machine tells of. */
    static @Nullable Integer gpus(Settings settings) {
        return settings.has(Setting.WORKER_GPUS)
                ? Integer.valueOf(settings.number(Setting.WORKER_GPUS, 0, MachineFacts.MOST_GPUS))
                : null;
    }

    /** The memory of each of them; null for what they tell. */
    static @Nullable Long gpuMemory(Settings settings) {
        return settings.has(Setting.WORKER_GPU_MEMORY) ? Long.valueOf(settings.bytes(Setting.WORKER_GPU_MEMORY)) : null;
    }

    private static List<String> words(Settings settings, Setting setting) {
        List<String> words = parts(settings, setting).toList();
        words.forEach(word -> check(setting, word, Names.LABEL));
        return words;
    }

    private static Stream<String> parts(Settings settings, Setting setting) {
        return Stream.of(settings.text(setting).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty());
    }

    private static void check(Setting setting, String word, Names rule) {
        String problem = rule.problemWith(word);
        if (!problem.isEmpty()) {
            throw new BadSetting(setting.key() + ": '" + word + "' " + problem, null);
        }
    }

    private static Map<String, String> attributes(Settings settings) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("os", System.getProperty("os.name").toLowerCase(Locale.ROOT));
        attributes.put("arch", System.getProperty("os.arch").toLowerCase(Locale.ROOT));
        attributes.putAll(pairs(settings, Setting.WORKER_ATTRIBUTES));
        return attributes;
    }

    private static Map<String, Double> amounts(Settings settings) {
        Map<String, Double> amounts = new TreeMap<>();
        pairs(settings, Setting.WORKER_AMOUNTS)
                .forEach((name, amount) -> amounts.put(name, positive(Setting.WORKER_AMOUNTS, amount)));
        return amounts;
    }

    private static Map<String, String> pairs(Settings settings, Setting setting) {
        Map<String, String> pairs = new TreeMap<>();
        parts(settings, setting).forEach(part -> {
            String[] sides = part.split("=", 2);
            if (sides.length < 2) {
                throw new BadSetting(setting.key() + ": expected pairs such as rack=r1, found '" + part + "'", null);
            }
            check(setting, sides[0].strip(), Names.IDENTIFIER);
            check(setting, sides[1].strip(), Names.LABEL);
            pairs.put(sides[0].strip(), sides[1].strip());
        });
        return pairs;
    }

    private static double positive(Setting setting, String text) {
        boolean isNumber = text.matches("\\d{1,9}(\\.\\d{1,6})?");
        if (!isNumber || Double.parseDouble(text) == 0) {
            throw new BadSetting(setting.key() + ": expected a number above 0, found '" + text + "'", null);
        }
        return Double.parseDouble(text);
    }
}
