package org.puli.worker.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the roots that hold people's files among all that is mounted. Stateless. */
final class Mounts {
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "lustre",
            "beegfs",
            "ceph",
            "gpfs",
            "glusterfs",
            "9p",
            "afs",
            "panfs",
            "wekafs",
            "virtiofs");
    private static final Set<String> ROOTS = Set.of("overlay", "zfs", "btrfs", "bcachefs");
    private static final Set<String> NEVER = Set.of("squashfs", "iso9660", "tmpfs", "devtmpfs", "efivarfs");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");
    private static final int FIELDS = 3;

    /** One mount. */
    record Mount(String path, String type) {}

    private Mounts() {}

    /** Reads the lines of {@code /proc/self/mounts}; of two at one path the later one is seen. */
    static List<Mount> parse(List<String> lines) {
        TreeMap<String, Mount> mounts = new TreeMap<>();
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            if (fields.length >= FIELDS) {
                Mount mount = new Mount(plain(fields[1]), fields[2]);
                if (isRoot(plain(fields[0]), mount)) {
                    mounts.put(mount.path(), mount);
                } else {
                    mounts.remove(mount.path());
                }
            }
        }
        return new ArrayList<>(mounts.values());
    }

    private static boolean isRoot(String source, Mount mount) {
        String type = mount.type();
        boolean isNever = NEVER.contains(type)
                || mount.path().startsWith("/snap/")
                || mount.path().startsWith("/boot");
        boolean isOfPeople = source.startsWith("/dev/")
                || NETWORK.contains(type)
                || type.startsWith("fuse.")
                || (ROOTS.contains(type)
                        && (!type.equals("overlay") || mount.path().equals("/")));
        return isOfPeople && !isNever && !type.equals("fuse.gvfsd-fuse") && !type.equals("fuse.portal");
    }

    /** Blanks and the like are written as three octal digits. */
    private static String plain(String field) {
        Matcher matcher = ESCAPED.matcher(field);
        return matcher.replaceAll(
                hit -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(hit.group(1), 8))));
    }
}
