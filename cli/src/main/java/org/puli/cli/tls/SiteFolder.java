package org.puli.cli.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.puli.api.tls.Pem;
import org.puli.api.tls.SiteAuthority;
import org.puli.cli.shared.BadInput;

/**
 * The files of a site's authority and of its dispatcher. Keys are written for their owner alone, and each file comes
 * whole in the place of an older one.
 *
 * @param folder made for its owner alone when it is not there
 */
record SiteFolder(Path folder) {
    private static final String FOR_OWNER = "rw-------";
    private static final String FOR_ALL = "rw-r--r--";

    Path authority() {
        return folder.resolve("ca.pem");
    }

    Path authorityKey() {
        return folder.resolve("ca-key.pem");
    }

    Path certificate() {
        return folder.resolve("dispatcher.pem");
    }

    Path key() {
        return folder.resolve("dispatcher-key.pem");
    }

    /** Whether there is an authority already. */
    boolean hasAuthority() {
        boolean hasCertificate = Files.exists(authority());
        if (hasCertificate != Files.exists(authorityKey())) {
            throw new BadInput("of " + authority() + " and " + authorityKey()
                    + " only one is there; put the other one beside it, or name another folder with --folder");
        }
        return hasCertificate;
    }

    SiteAuthority readAuthority() {
        return SiteAuthority.read(authority(), authorityKey());
    }

    void write(SiteAuthority made) throws IOException {
        make();
        write(authorityKey(), Pem.text(made.key()), FOR_OWNER);
        write(authority(), Pem.text(made.certificate()), FOR_ALL);
    }

    void write(SiteAuthority.Issued issued) throws IOException {
        write(key(), Pem.text(issued.key()), FOR_OWNER);
        write(certificate(), Pem.text(issued.certificate()), FOR_ALL);
    }

    private void make() throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder, permissions("rwx------"));
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String words) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(words));
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, permissions(FOR_OWNER));
        Files.writeString(next, text);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(permissions));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
