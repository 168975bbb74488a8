package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the attempts of a worker get control groups; nowhere on most machines. The groups of a worker carry its mark,
 * so that several may share a place. Safe on every thread.
 *
 * @param home in which they are made; null for none
 * @param prefix begins their names
 */
record RunGroups(@Nullable Path home, String prefix) {
    /** Its value for the own group of the worker, if that was delegated. */
    static final String AUTO = "auto";

    /** Its value for none. */
    static final String OFF = "off";

    private static final Logger LOG = LoggerFactory.getLogger(RunGroups.class);
    /** In a group that hands memory out there may be no processes, so the worker moves aside. */
    private static final String ASIDE = "puli-worker";

    /**
     * Finds the place and prepares it.
     *
     * @param setting {@link #AUTO}, {@link #OFF}, or the path of a control group that exists
     * @throws IOException when a path that was named cannot be used
     */
    static RunGroups open(String setting, RunMark mark, CgroupHome machine) throws IOException {
        String prefix = "puli-" + mark.worker() + "-";
        if (setting.equals(OFF)) {
            return new RunGroups(null, prefix);
        }
        boolean isNamed = !setting.equals(AUTO);
        Path home = isNamed ? Path.of(setting) : machine.findDelegated();
        if (home == null) {
            LOG.info("Commands get no control groups: this worker's own was not delegated to it");
            return new RunGroups(null, prefix);
        }
        String problem = findProblem(home);
        if (problem == null && !isNamed) {
            moveAside(home);
        }
        if (problem != null && isNamed) {
            throw new IOException("worker.cgroup is " + home + ", where no control group can be made: " + problem
                    + "; name a group of version 2 that this worker's user may write to, or leave the setting out");
        }
        RunGroups groups = new RunGroups(problem == null ? home : null, prefix);
        LOG.info("Commands get {}", problem == null ? "control groups in " + home : "no control groups: " + problem);
        groups.handOutMemory();
        return groups;
    }

    /** Tries it; null when all is well. */
    private static @Nullable String findProblem(Path home) {
        if (!CgroupHome.isGroup(home)) {
            return "it is no control group of version 2";
        }
        Path probe = home.resolve("puli-probe-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(probe);
            Files.delete(probe);
            return null;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void moveAside(Path home) {
        Path aside = home.resolve(ASIDE);
        try {
            if (!Files.exists(aside)) {
                Files.createDirectory(aside);
            }
            for (String pid : Files.readAllLines(home.resolve("cgroup.procs"), US_ASCII)) {
                write(aside.resolve("cgroup.procs"), pid);
            }
        } catch (IOException e) {
            LOG.info("The worker cannot move to {}, so its groups tell nothing of memory: {}", aside, e.toString());
        }
    }

    private void handOutMemory() {
        if (home == null) {
            return;
        }
        try {
            write(home.resolve("cgroup.subtree_control"), "+memory");
        } catch (IOException e) {
            LOG.info("Groups in {} tell nothing of memory and keep nobody from it: {}", home, e.toString());
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(US_ASCII));
        }
    }

    /** A group for an attempt; none where there is no place for any. */
    RunGroup make(AttemptRef attempt, long fenceBytes) {
        return home == null ? RunGroup.NONE : RunGroup.make(home.resolve(prefix + attempt), fenceBytes);
    }

    /** Ends and removes what an earlier life of this worker has left, but for attempts that go on. */
    void removeLeftovers(Set<AttemptRef> goingOn) {
        if (home == null) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(home, prefix + "*")) {
            Set<Path> spared = goingOn.stream()
                    .map(attempt -> home.resolve(prefix + attempt))
                    .collect(Collectors.toSet());
            for (Path folder : left) {
                if (spared.contains(folder)) {
                    continue;
                }
                RunGroup group = new RunGroup(folder);
                group.kill();
                group.close();
            }
        } catch (IOException e) {
            LOG.warn("cannot look for groups in {}: {}", home, e.toString());
        }
    }
}
