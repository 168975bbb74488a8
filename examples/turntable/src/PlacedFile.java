import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place and moves it there when it is whole, so nobody ever reads half a picture. */
final class PlacedFile {
    /** Writes what the file shall hold. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private PlacedFile() {}

    static void write(Path place, Content content) throws IOException {
        Path target = place.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plainMoveInstead) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
