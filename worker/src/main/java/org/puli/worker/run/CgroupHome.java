package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control group (version 2) in which a process may make groups of its own, as the system says so. Read at the
 * start.
 *
 * @param root of the machine's files
 * @param user whoever the process runs as
 */
record CgroupHome(Path root, String user) {
    private static final String OWN = "0::/";
    private static final String DELEGATED = "delegate";

    /** This machine's. */
    static CgroupHome ofThisProcess() {
        return new CgroupHome(Path.of("/"), System.getProperty("user.name"));
    }

    /**
     * The process's own group, if whoever manages the groups of this machine has handed it over: it belongs to this
     * user who is not root, or systemd has marked it, as it does with {@code Delegate=yes}. Root could write anywhere
     * and may not, for the rest belongs to others. Null if it is not so.
     */
    @Nullable
    Path findDelegated() {
        Path own = findOwn();
        boolean isOurs =
                own != null && Files.isWritable(own.resolve("cgroup.procs")) && (isOwned(own) || isMarked(own));
        return isOurs ? own : null;
    }

    /** The process's own group; null where there is no version 2. */
    private @Nullable Path findOwn() {
        Path top = findTop();
        return top == null
                ? null
                : lines(root.resolve("proc/self/cgroup")).stream()
                        .filter(line -> line.startsWith(OWN))
                        .map(line -> top.resolve(line.substring(OWN.length())).normalize())
                        .filter(path -> path.startsWith(top))
                        .findFirst()
                        .orElse(null);
    }

    /** Where the groups are to be found: where all of them are of version 2, and where they are beside version 1. */
    private @Nullable Path findTop() {
        return List.of("sys/fs/cgroup", "sys/fs/cgroup/unified").stream()
                .map(root::resolve)
                .filter(CgroupHome::isGroup)
                .findFirst()
                .orElse(null);
    }

    /** Whether a folder is a control group of version 2. */
    static boolean isGroup(Path folder) {
        return Files.exists(folder.resolve("cgroup.procs")) && Files.exists(folder.resolve("cgroup.controllers"));
    }

    private boolean isOwned(Path group) {
        try {
            return !user.equals("root") && Files.getOwner(group).getName().equals(user);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean isMarked(Path group) {
        UserDefinedFileAttributeView marks = Files.getFileAttributeView(group, UserDefinedFileAttributeView.class);
        try {
            if (marks == null || !marks.list().contains(DELEGATED)) {
                return false;
            }
            ByteBuffer value = ByteBuffer.allocate(marks.size(DELEGATED));
            marks.read(DELEGATED, value);
            return new String(value.array(), StandardCharsets.US_ASCII).equals("1");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, UTF_8);
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
