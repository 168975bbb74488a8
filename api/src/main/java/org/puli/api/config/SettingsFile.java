package org.puli.api.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code puli.yaml} into flat names. */
final class SettingsFile {
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
        } catch (IOException e) {
            throw new BadSetting("the config file " + file + " cannot be read: " + e, e);
        } catch (YamlEngineException e) {
            throw new BadSetting("the config file is not YAML: " + e.getMessage(), e);
        }
    }

    private static void flatten(Path file, String prefix, Map<?, ?> map, Map<String, String> values) {
        map.forEach((name, value) -> {
            String key = prefix + name;
            if (value instanceof Map<?, ?> inner) {
                flatten(file, key + ".", inner, values);
            } else {
                List<String> known = Setting.keys().toList();
                if (!known.contains(key)) {
                    throw new BadSetting(file + ": unknown key '" + key + "'" + Suggestion.hint(key, known), null);
                }
                values.put(key, String.valueOf(value));
            }
        });
    }
}
