package org.puli.worker;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.worker.run.RunAs;

/** Reads as whom a worker's commands run. Stateless. */
final class UserSettings {
    private static final int HIGHEST_UID = 999_999_999;

    private UserSettings() {}

    /**
     * Takes the settings' values.
     *
     * @throws BadSetting when one cannot be used
     */
    static RunAs of(Settings settings) {
        RunAs.Mode mode = switch (settings.text(Setting.WORKER_RUN_AS)) {
            case "worker" -> RunAs.Mode.WORKER;
            case "owner" -> RunAs.Mode.OWNER;
            case "map" -> RunAs.Mode.MAP;
            default ->
                throw new BadSetting(
                        "worker.runAs is '" + settings.text(Setting.WORKER_RUN_AS)
                                + "'; it has to be worker, owner or map",
                        null);
        };
        Map<String, String> users = users(settings.text(Setting.WORKER_USER_MAP));
        if (users.isEmpty() == (mode == RunAs.Mode.MAP)) {
            throw new BadSetting(
                    "worker.userMap belongs to worker.runAs map, and worker.runAs is "
                            + mode.name().toLowerCase(Locale.ROOT) + " while the map "
                            + (users.isEmpty() ? "is empty" : "names users"),
                    null);
        }
        return new RunAs(mode, users, settings.number(Setting.WORKER_LEAST_UID, 0, HIGHEST_UID));
    }

    private static Map<String, String> users(String text) {
        Map<String, String> users = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String[] sides = part.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new BadSetting(
                        "worker.userMap: expected pairs such as ada=render1 or *=render, found '" + part.strip() + "'",
                        null);
            }
            if (users.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new BadSetting("worker.userMap names the owner '" + sides[0].strip() + "' twice", null);
            }
        }
        return users;
    }
}
