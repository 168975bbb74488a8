package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scratch folders: one for each attempt while it runs. Links in them are never followed. */
final class ScratchFolders {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolders.class);

    private ScratchFolders() {}

    /** Deletes a folder and all that is in it; what cannot be deleted stays for the next start. */
    static void deleteTree(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException notEmpty) {
            deleteFull(folder);
        }
    }

    /** Deletes all that is in a folder but what is still used. */
    static void empty(Path folder, Set<Path> used) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, child -> !used.contains(child))) {
            children.forEach(ScratchFolders::deleteTree);
        }
    }

    private static void deleteFull(Path folder) {
        try {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                empty(files);
            }
            Files.deleteIfExists(folder);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("cannot delete {}: {}", folder, e.toString());
        }
    }

    /**
     * Deletes by open folders and not by paths: what is in there belongs to whoever ran the command, who could put a
     * link in a folder's place between a look and the deletion, and the worker may be allowed more.
     */
    private static void empty(DirectoryStream<Path> files) throws IOException {
        if (!(files instanceof SecureDirectoryStream<Path> in)) {
            throw new IOException("this system does not let it be emptied safely");
        }
        for (Path child : in) {
            Path name = child.getFileName();
            if (isFolder(in, name)) {
                try (SecureDirectoryStream<Path> inner = in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    empty(inner);
                }
                in.deleteDirectory(name);
            } else {
                in.deleteFile(name);
            }
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> in, Path name) throws IOException {
        return in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }
}
