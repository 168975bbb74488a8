package org.puli.simulation.program;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real file system of a few megabytes that can be filled to its last byte. It is mounted over a folder in a namespace
 * of its own, which needs no rights and leaves nothing behind: only programs that are started in it see it, and it is
 * gone with this process. Linux alone. One thread at a time.
 */
public final class SmallDisk implements AutoCloseable {
    private static final String MOUNTED = "mounted";
    private static final String FILLING = "filling";

    /** Becomes a program that lasts as long as its input, which this process holds. */
    private static final String KEEPER =
            "mount -t tmpfs -o size=\"$1\"m,mode=0777 puli \"$0\" && echo " + MOUNTED + " && exec cat";

    private static final int BLOCK = 65_536;

    private final Path folder;
    private final Process keeper;

    private SmallDisk(Path folder, Process keeper) {
        this.folder = folder;
        this.keeper = keeper;
    }

    /**
     * Mounts one over a folder, which is made.
     *
     * @param mebibytes its size, which is taken from memory as far as it is used
     * @throws IOException when the system does not let anybody do that
     */
    public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        Process keeper = new ProcessBuilder(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        KEEPER,
                        folder.toString(),
                        Integer.toString(mebibytes))
                .redirectErrorStream(true)
                .start();
        BufferedReader says =
                new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
        String said = says.readLine();
        if (!MOUNTED.equals(said)) {
            keeper.destroyForcibly();
            throw new IOException("no small disk can be mounted here in a namespace of its own: " + said);
        }
        return new SmallDisk(folder, keeper);
    }

    /** Where it is for the programs in it. */
    public Path folder() {
        return folder;
    }

    /** The line that becomes a program which sees this disk. */
    List<String> inside(List<String> line) {
        List<String> all = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(keeper.pid()), "--user", "--mount", "--preserve-credentials"));
        if (!System.getProperty("user.name").equals("root")) {
            // Whoever mounted it is root in there, and database servers refuse to run as that.
            all.addAll(List.of("unshare", "--user"));
        }
        all.addAll(line);
        return all;
    }

    /** The disk as this process sees it. */
    private Path seen() {
        return Path.of("/proc", Long.toString(keeper.pid()), "root")
                .resolve(Path.of("/").relativize(folder.toAbsolutePath()));
    }

    /** Leaves not a byte free. */
    public void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        File root = seen().toFile();
        try (OutputStream filling = Files.newOutputStream(seen().resolve(FILLING))) {
            while (root.getUsableSpace() > 0) {
                filling.write(block);
            }
        } catch (IOException full) {
            if (root.getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /** Gives free what {@link #fill} took. */
    public void free() throws IOException {
        Files.deleteIfExists(seen().resolve(FILLING));
    }

    @Override
    public void close() {
        keeper.destroyForcibly();
    }
}
