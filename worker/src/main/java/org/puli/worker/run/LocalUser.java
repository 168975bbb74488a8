package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of this machine, as which commands are started.
 *
 * @param become the program that becomes the user, with its arguments
 * @param enter the program that goes to a folder, without that folder
 */
record LocalUser(String name, int uid, int gid, String home, List<String> become, List<String> enter) {
    private static final String OWN_FOLDER = "rwx------";
    private static final String OWN_LOG = "rw-r-----";

    /**
     * The programs through which a command becomes the user's, in their order: first the user, then the folder, since
     * root may be nobody on the file server that has it.
     */
    List<List<String>> links(Path folder) {
        List<String> entering = new ArrayList<>(enter);
        entering.add("--chdir=" + folder);
        return List.of(become, entering);
    }

    /** Gives a scratch folder and a log to a user, if there is one, to be read by nobody else. */
    static void own(@Nullable LocalUser user, Path scratch, Path log) throws IOException {
        if (user != null) {
            user.give(scratch, OWN_FOLDER);
            user.give(log, OWN_LOG);
        }
    }

    private void give(Path file, String permissions) throws IOException {
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(PosixFilePermissions.fromString(permissions));
        Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String toString() {
        return name + " (user " + uid + ", group " + gid + ")";
    }
}
