package org.puli.api.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the one config file that dispatcher, worker and command line share. Stateless. */
public final class ConfigFile {
    /** The variable that names it. */
    public static final String VARIABLE = "PULI_CONFIG";

    private ConfigFile() {}

    /**
     * The file that a flag names, else the one that {@value #VARIABLE} names, else {@code ~/.config/puli/puli.yaml} if
     * it is there; null for none. The working directory is not searched: a stranger's folder must not choose the farm.
     */
    public static @Nullable Path find(@Nullable Path flag, Map<String, String> environment) {
        if (flag != null) {
            return flag;
        }
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        Path usual = folder().resolve("puli.yaml");
        return Files.exists(usual) ? usual : null;
    }

    /** The user's folder for Puli's files. */
    public static Path folder() {
        return Path.of(System.getProperty("user.home"), ".config", "puli");
    }
}
