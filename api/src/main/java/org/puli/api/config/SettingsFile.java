package org.puli.api.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code puli.yaml} into flat names. */
final class SettingsFile {
    /** Longer than any key there is; a file that nests without end stops here. */
    private static final int LONGEST_KEY = 100;

    private static final List<String> LISTS = List.of(
            Setting.WORKER_SERVER.key(),
            Setting.WORKER_TAGS.key(),
            Setting.WORKER_SOFTWARE.key(),
            Setting.WORKER_HOURS.key(),
            Setting.WORKER_PRESENCE.key());
    private static final List<String> PAIRS = List.of(Setting.WORKER_ATTRIBUTES.key(), Setting.WORKER_AMOUNTS.key());

    private SettingsFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> values = new TreeMap<>();
        Object document = parse(file);
        if (document instanceof Map<?, ?> map) {
            flatten(file, "", map, values);
        } else if (document != null) {
            throw new BadSetting(file + " has to hold keys such as dispatcher: and worker:", null);
        }
        return values;
    }

    private static @Nullable Object parse(Path file) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setAllowDuplicateKeys(false)
                    .build();
            return new Load(settings).loadFromString(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new BadSetting("the config file " + file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new BadSetting("the config file " + file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new BadSetting("the config file " + file + " cannot be read: " + e, e);
        } catch (YamlEngineException e) {
            throw new BadSetting("the config file " + file + " is not YAML: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new BadSetting("the config file " + file + " is nested too deeply", e);
        }
    }

    private static void flatten(Path file, String prefix, Map<?, ?> map, Map<String, String> values) {
        map.forEach((name, value) -> {
            String key = prefix + name;
            if (value instanceof Map<?, ?> pairs && PAIRS.contains(key)) {
                values.put(key, pairs(pairs));
            } else if (value instanceof Map<?, ?> inner && key.length() < LONGEST_KEY) {
                flatten(file, key + ".", inner, values);
            } else {
                List<String> known = Setting.keys().toList();
                if (!known.contains(key)) {
                    throw new BadSetting(file + ": unknown key '" + key + "'" + Suggestion.hint(key, known), null);
                }
                values.put(key, text(file, key, value));
            }
        });
    }

    /** A map of single values is as good as its pairs with commas between. */
    private static String pairs(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(","));
    }

    /** A list is as good as its entries with commas between. */
    private static String text(Path file, String key, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty() && LISTS.contains(key)) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value == null || value instanceof Collection<?>) {
            throw new BadSetting(file + ": '" + key + "' needs a single value", null);
        }
        return String.valueOf(value);
    }
}
