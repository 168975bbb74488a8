package org.puli.worker.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Platform;

/** Variables without which programs of a platform do not start; nothing else of the worker's own goes to commands. */
final class HostVariables {
    private static final List<String> OF_WINDOWS = List.of(
            "SystemRoot",
            "SystemDrive",
            "windir",
            "ComSpec",
            "PATHEXT",
            "NUMBER_OF_PROCESSORS",
            "PROCESSOR_ARCHITECTURE",
            "ProgramData",
            "ProgramFiles");

    private HostVariables() {}

    /**
     * The environment of a command with what its platform needs; what the command has already stays.
     *
     * @param here null for a platform that is none of those known
     * @param worker the worker's own environment
     */
    static RunEnvironment complete(RunEnvironment command, @Nullable Platform here, Map<String, String> worker) {
        if (here != Platform.WINDOWS) {
            return command;
        }
        Map<String, String> all = new LinkedHashMap<>(command.all());
        for (String name : OF_WINDOWS) {
            String value = worker.get(name);
            if (value != null) {
                all.putIfAbsent(name, value);
            }
        }
        String scratch = all.getOrDefault("TMPDIR", "");
        all.putIfAbsent("TEMP", scratch);
        all.putIfAbsent("TMP", scratch);
        all.putIfAbsent("USERPROFILE", all.getOrDefault("HOME", ""));
        return new RunEnvironment(all, command.puli());
    }
}
