import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A picture of a sequence, such as {@code 0007.png}. */
record FrameFile(int frame, Path file) {
    private static final Pattern NAME = Pattern.compile("(-?\\d{1,9})\\.png");

    /** The frame that a file holds; empty for files that are no frames. */
    static Optional<FrameFile> of(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new FrameFile(Integer.parseInt(matcher.group(1)), file))
                : Optional.empty();
    }
}
