package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.RunDetails;

/**
 * Finds the user of this machine as which a command runs. The system is asked through {@code getent}, so that users of
 * a directory service count, too; its answer is believed for a minute. A command becomes the user's through
 * {@code setpriv} and {@code env}, with the user's groups and without the worker's capabilities. Safe on every thread.
 */
final class LocalUsers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long BELIEVED_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_KNOWN = 1_000;
    /** Nobody in particular: whoever is not the worker. */
    private static final int SOMEBODY = 65_534;

    private final RunAs wish;
    private final String getent;
    private final String setpriv;
    private final String env;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(LocalUser user, long sinceNanos) {}

    private LocalUsers(RunAs wish, String getent, String setpriv, String env) {
        this.wish = wish;
        this.getent = getent;
        this.setpriv = setpriv;
        this.env = env;
    }

    /**
     * Finds the programs, and tries them.
     *
     * @param path the folders to look in, separated by colons
     * @param scratch the folder of scratch folders, which must be there
     * @throws IOException naming what keeps the worker from running commands as other users
     */
    static LocalUsers open(RunAs wish, String path, Path scratch) throws IOException {
        if (wish.mode() == RunAs.Mode.WORKER) {
            return new LocalUsers(wish, "", "", "");
        }
        LocalUsers users =
                new LocalUsers(wish, program("getent", path), program("setpriv", path), program("env", path));
        List<String> line = new ArrayList<>(users.become(SOMEBODY, SOMEBODY, "--clear-groups"));
        line.add(program("test", path));
        try {
            List<String> nothing = new ArrayList<>(line);
            nothing.add("x");
            SystemProgram.ask(nothing, PATIENCE);
        } catch (IOException e) {
            throw new IOException(
                    "worker.runAs needs a worker that is started as root: this one may not become another user ("
                            + e.getMessage() + ")",
                    e);
        }
        line.addAll(List.of("-x", scratch.toString()));
        try {
            SystemProgram.ask(line, PATIENCE);
        } catch (IOException e) {
            throw new IOException(
                    "worker.runAs needs a data folder that other users can pass through, and they cannot reach "
                            + scratch + "; set worker.data to a folder such as /var/lib/puli/worker, and chmod 755 what"
                            + " leads there",
                    e);
        }
        return users;
    }

    private static String program(String name, String path) throws IOException {
        try {
            return ProgramPath.find(name, Path.of("/"), path).toString();
        } catch (CannotStart e) {
            throw new IOException("worker.runAs needs the program '" + name + "', which is in none of " + path, e);
        }
    }

    private List<String> become(int uid, int gid, String groups) {
        return List.of(setpriv, "--reuid=" + uid, "--regid=" + gid, groups, "--inh-caps=-all");
    }

    /**
     * The user as which an attempt runs; null for the worker's own.
     *
     * @throws CannotStart when there is none on this machine, or it must not be
     */
    @Nullable
    LocalUser of(RunDetails details) throws CannotStart {
        if (wish.mode() == RunAs.Mode.WORKER) {
            return null;
        }
        if (!details.ownerKnown()) {
            throw CannotStart.forUser("this worker runs commands as the users of their owners, and its dispatcher lets"
                    + " anybody name any owner; set dispatcher.owners to own there");
        }
        String owner = details.owner();
        String name = wish.mode() == RunAs.Mode.OWNER
                ? owner
                : wish.users().getOrDefault(owner, wish.users().get(RunAs.ANYBODY));
        if (name == null) {
            throw CannotStart.forUser("worker.userMap of this worker names no user for the owner '" + owner + "'");
        }
        LocalUser user = find(name);
        if (user.uid() < wish.leastUid()) {
            throw CannotStart.forUser("the user '" + name + "' has the number " + user.uid()
                    + ", and commands run as users from " + wish.leastUid() + " on (worker.leastUid)");
        }
        return user;
    }

    private LocalUser find(String name) throws CannotStart {
        Known before = known.get(name);
        if (before != null && System.nanoTime() - before.sinceNanos() < BELIEVED_NANOS) {
            return before.user();
        }
        LocalUser user = asked(name);
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(name, new Known(user, System.nanoTime()));
        return user;
    }

    private LocalUser asked(String name) throws CannotStart {
        String line;
        try {
            line = SystemProgram.ask(List.of(getent, "passwd", "--", name), PATIENCE);
        } catch (IOException e) {
            throw CannotStart.forUser("there is no user '" + name + "' on this worker (" + e.getMessage() + ")");
        }
        String[] parts = line.strip().split(":", -1);
        boolean isWhole = parts.length == 7 && parts[2].matches("\\d{1,9}") && parts[3].matches("\\d{1,9}");
        // A number is a user, too, but only where somebody who keeps this machine named it so.
        boolean isMeant = isWhole && (parts[0].equals(name) || wish.mode() == RunAs.Mode.MAP);
        if (!isMeant) {
            throw CannotStart.forUser("there is no user '" + name + "' on this worker");
        }
        int uid = Integer.parseInt(parts[2]);
        int gid = Integer.parseInt(parts[3]);
        return new LocalUser(parts[0], uid, gid, parts[5], become(uid, gid, "--init-groups"), List.of(env));
    }

    /** Whether others than the worker can look into what it keeps for itself; then it should not be so. */
    boolean areOthers() {
        return wish.mode() != RunAs.Mode.WORKER;
    }

    /** Keeps what is the worker's own from the users of commands. */
    static void close(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }
}
