package org.puli.worker.run;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.ProcessLimits;
import org.puli.worker.logs.LogRules;

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
        RunAs runAs) {
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
                DEFAULT_PATH,
                System.getProperty("user.home"),
                System.getProperty("user.name"),
                ProcessLimits.NONE,
                Keep.AUTO,
                LogRules.NONE,
                RunAs.WORKER);
    }

    /** The same with another grace time. */
    public RunSettings withGrace(Duration other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, other, java, path, home, user, limits, keep, logs, runAs);
    }

    /** The same with other limits. */
    public RunSettings withLimits(ProcessLimits other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, other, keep, logs, runAs);
    }

    /** The same with another choice of what survives a restart of the worker. */
    public RunSettings withKeep(Keep other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, limits, other, logs, runAs);
    }

    /** The same with other rules for logs. */
    public RunSettings withLogs(LogRules other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, limits, keep, other, runAs);
    }

    /** The same with commands that run as other users. */
    public RunSettings withRunAs(RunAs other) {
        return new RunSettings(
                logFolder, scratchFolder, stateFolder, grace, java, path, home, user, limits, keep, logs, other);
    }

    /** The same for commands of one user; null for the worker's own. */
    RunSettings of(@Nullable LocalUser other) {
        if (other == null) {
            return this;
        }
        return new RunSettings(
                logFolder,
                scratchFolder,
                stateFolder,
                grace,
                java,
                path,
                other.home(),
                other.name(),
                limits,
                keep,
                logs,
                runAs);
    }
}
