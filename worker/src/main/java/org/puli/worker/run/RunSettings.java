package org.puli.worker.run;

import java.nio.file.Path;
import java.time.Duration;
import org.puli.api.spec.ProcessLimits;
import org.puli.worker.memory.MemoryRules;

/**
 * What the launcher must be told. All folders are made when they are missing.
 *
 * @param logFolder where the logs of attempts are kept
 * @param scratchFolder where each attempt gets a folder of its own while it runs; used by this worker alone, what is in
 *     it is deleted at the start
 * @param stateFolder the launcher's own notes on what runs; used by this worker alone
 * @param grace time between the polite signal and the hard kill
 * @param java the Java program that commands get as {@code PULI_JAVA}
 * @param path where programs are looked for unless the command brings its own {@code PATH}
 * @param home the {@code HOME} of commands
 * @param user the {@code USER} of commands
 * @param limits what commands may do; a task may ask for less
 * @param memory what is done about memory
 * @param cgroup where commands get control groups of their own: {@code auto}, {@code off} or an absolute path
 */
public record RunSettings(
        Path logFolder,
        Path scratchFolder,
        Path stateFolder,
        Duration grace,
        Path java,
        String path,
        String home,
        String user,
        ProcessLimits limits,
        MemoryRules memory,
        String cgroup) {
    /** The grace time if nothing else is said. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** The {@code PATH} of commands if nothing else is said. */
    public static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** Makes the folders absolute. */
    public RunSettings {
        logFolder = logFolder.toAbsolutePath().normalize();
        scratchFolder = scratchFolder.toAbsolutePath().normalize();
        stateFolder = stateFolder.toAbsolutePath().normalize();
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace time is 0 or more, not " + grace);
        }
    }

    /** The usual settings below one data folder, for this user and this Java. */
    public static RunSettings in(Path dataFolder) {
        return new RunSettings(
                dataFolder.resolve("logs"),
                dataFolder.resolve("scratch"),
                dataFolder.resolve("run"),
                DEFAULT_GRACE,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                DEFAULT_PATH,
                System.getProperty("user.home"),
                System.getProperty("user.name"),
                ProcessLimits.NONE,
                MemoryRules.DEFAULT,
                RunGroups.OFF);
    }

    /** The same with another grace time. */
    public RunSettings withGrace(Duration other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, other, java, path, home, user, limits, memory, cgroup);
    }

    /** The same with other limits. */
    public RunSettings withLimits(ProcessLimits other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, other, memory, cgroup);
    }

    /** The same with other rules for memory. */
    public RunSettings withMemory(MemoryRules other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, limits, other, cgroup);
    }

    /** The same with another place for control groups. */
    public RunSettings withCgroup(String other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, limits, memory, other);
    }
}
