package org.puli.worker.run;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Platform;
import org.puli.api.spec.ProcessLimits;
import org.puli.worker.logs.LogRules;
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
 * @param keep which running commands survive a restart of the worker
 * @param logs how long logs may be, and how long and where they are kept
 * @param runAs as which users commands run
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
        Keep keep,
        LogRules logs,
        RunAs runAs,
        MemoryRules memory,
        String cgroup) {
    /** The grace time if nothing else is said. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** The {@code PATH} of commands if nothing else is said. */
    public static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** Which running commands survive a restart of the worker. */
    public enum Keep {
        /** All but those of tasks whose last command here was over within two seconds. */
        AUTO,
        /** All, at a few milliseconds for each process. */
        ALWAYS,
        /** None: the next life of the worker ends what it finds. */
        NEVER
    }

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
                usualPath(),
                System.getProperty("user.home"),
                System.getProperty("user.name"),
                ProcessLimits.NONE,
                Keep.AUTO,
                LogRules.NONE,
                RunAs.WORKER,
                MemoryRules.DEFAULT,
                RunGroups.OFF);
    }

    /** On Windows programs are where the worker's own {@code PATH} says, since there is no usual place for them. */
    private static String usualPath() {
        String own = System.getenv("PATH");
        return Platform.find(System.getProperty("os.name")) == Platform.WINDOWS && own != null ? own : DEFAULT_PATH;
    }

    /** The same with another grace time. */
    public RunSettings withGrace(Duration other) {
        return with(other, limits, keep, logs);
    }

    /** The same with other limits. */
    public RunSettings withLimits(ProcessLimits other) {
        return with(grace, other, keep, logs);
    }

    /** The same with another choice of what survives a restart of the worker. */
    public RunSettings withKeep(Keep other) {
        return with(grace, limits, other, logs);
    }

    /** The same with other rules for logs. */
    public RunSettings withLogs(LogRules other) {
        return with(grace, limits, keep, other);
    }

    /** The same with commands that run as other users. */
    public RunSettings withRunAs(RunAs other) {
        return with(home, user, other, memory, cgroup);
    }

    /** The same with other rules for memory. */
    public RunSettings withMemory(MemoryRules other) {
        return with(home, user, runAs, other, cgroup);
    }

    /** The same with another place for control groups. */
    public RunSettings withCgroup(String other) {
        return with(home, user, runAs, memory, other);
    }

    /** The same for commands of one user; null for the worker's own. */
    RunSettings of(@Nullable LocalUser other) {
        return other == null ? this : with(other.home(), other.name(), runAs, memory, cgroup);
    }

    private RunSettings with(Duration polite, ProcessLimits limited, Keep kept, LogRules logged) {
        return new RunSettings(
                logFolder,
                scratchFolder,
                stateFolder,
                polite,
                java,
                path,
                home,
                user,
                limited,
                kept,
                logged,
                runAs,
                memory,
                cgroup);
    }

    private RunSettings with(String place, String name, RunAs whom, MemoryRules rules, String groups) {
        return new RunSettings(
                logFolder,
                scratchFolder,
                stateFolder,
                grace,
                java,
                path,
                place,
                name,
                limits,
                keep,
                logs,
                whom,
                rules,
                groups);
    }
}
