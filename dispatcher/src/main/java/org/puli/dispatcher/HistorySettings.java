package org.puli.dispatcher;

import java.util.Map;
import java.util.TreeMap;
import org.puli.api.config.Amounts;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.loop.Retention;

/** What is said of the history. Stateless. */
final class HistorySettings {
    private static final long LONGEST_MILLIS = 100 * 365 * 24 * 3_600_000L;
    private static final String KINDS = "done, failed, canceled, attempts, audit, usage";

    private HistorySettings() {}

    /** How long an ended job stays in memory; 0 for ever. */
    static long keepMillis(Settings settings) {
        return millis(settings, Setting.HISTORY_KEEP_IN_MEMORY);
    }

    static Retention retention(Settings settings) {
        Map<String, Long> kept = new TreeMap<>();
        for (String part : settings.text(Setting.HISTORY_RETENTION).split(",", -1)) {
            if (!part.isBlank()) {
                String[] words = part.strip().split("\\s*[=:]\\s*", 2);
                if (words.length != 2 || !(", " + KINDS + ",").contains(", " + words[0] + ",")) {
                    throw bad(settings, "'" + part.strip() + "' in it is not one of " + KINDS + " with a duration");
                }
                if (kept.put(words[0], millis(settings, words[1])) != null) {
                    throw bad(settings, "'" + words[0] + "' stands in it twice");
                }
            }
        }
        return new Retention(
                kept.getOrDefault("done", 0L),
                kept.getOrDefault("failed", 0L),
                kept.getOrDefault("canceled", 0L),
                kept.getOrDefault("attempts", 0L),
                kept.getOrDefault("audit", 0L),
                kept.getOrDefault("usage", 0L),
                millis(settings, Setting.HISTORY_UNDO));
    }

    /** One that would be forgotten at once is rather a slip. */
    private static long millis(Settings settings, String text) {
        try {
            long millis = Amounts.duration(text).toMillis();
            if (millis > 0 && millis <= LONGEST_MILLIS) {
                return millis;
            }
        } catch (IllegalArgumentException e) {
            throw bad(settings, "'" + text + "' in it is not a duration such as 90d or 12h");
        }
        throw bad(
                settings,
                "'" + text + "' in it is not more than 0 and at most 100 years; leave out what is kept" + " for ever");
    }

    private static BadSetting bad(Settings settings, String why) {
        Settings.Value value = settings.value(Setting.HISTORY_RETENTION);
        return new BadSetting(
                Setting.HISTORY_RETENTION.key() + " is '" + value.text() + "' (from " + value.source() + "): " + why
                        + "; write done=90d, failed=180d, canceled=30d, attempts=365d, audit=365d, usage=3650d",
                null);
    }

    private static long millis(Settings settings, Setting setting) {
        long millis = settings.duration(setting).toMillis();
        if (millis > LONGEST_MILLIS) {
            throw new BadSetting(setting.key() + " is at most 100 years", null);
        }
        return millis;
    }
}
