package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

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

    /** Gives a folder that only the worker may replace to the user alone. */
    void ownFolder(Path folder) throws IOException {
        give(folder, OWN_FOLDER);
    }

    /** Gives a log to the user, to be read by nobody else. */
    void ownLog(Path log) throws IOException {
        give(log, OWN_LOG);
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
