import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The frames of a folder in their order. */
record Sequence(List<FrameFile> frames) {
    private static final int NAMED_AT_MOST = 10;

    /** Finds the frames; refuses a folder without any, and one in which some are missing. */
    static Sequence in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<FrameFile> frames = files.map(FrameFile::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(FrameFile::frame))
                    .toList();
            if (frames.isEmpty()) {
                throw new IOException("there are no pictures such as 0001.png in " + folder);
            }
            checkWhole(frames, folder);
            return new Sequence(frames);
        }
    }

    /** Every second or every fifth frame is a whole sequence too: the smallest step between two of them is its step. */
    private static void checkWhole(List<FrameFile> frames, Path folder) throws IOException {
        int step = Integer.MAX_VALUE;
        for (int i = 1; i < frames.size(); i++) {
            step = Math.min(
                    step, Math.max(1, frames.get(i).frame() - frames.get(i - 1).frame()));
        }
        List<String> missing = new ArrayList<>();
        for (int i = 1; i < frames.size() && missing.size() <= NAMED_AT_MOST; i++) {
            long next = (long) frames.get(i - 1).frame() + step;
            for (; next < frames.get(i).frame() && missing.size() <= NAMED_AT_MOST; next += step) {
                missing.add(missing.size() == NAMED_AT_MOST ? "and more" : "%04d.png".formatted(next));
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("pictures are missing in " + folder + ": " + String.join(", ", missing));
        }
    }

    static BufferedImage read(FrameFile frame) throws IOException {
        try {
            BufferedImage image = ImageIO.read(frame.file().toFile());
            if (image != null) {
                return image;
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot read the picture " + frame.file() + ": " + e.getMessage(), e);
        }
        throw new IOException(frame.file() + " is not a picture");
    }
}
