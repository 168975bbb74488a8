import java.nio.file.Path;
import java.util.Set;

/**
 * What is asked of one render.
 *
 * @param frames how many frames a full turn takes
 * @param bad the frames that fail on purpose
 * @param slowMillis how much longer than needed to take
 */
record RenderOptions(
        int frame, Path out, int frames, int width, int height, int samples, FrameList bad, int slowMillis) {
    static final String USAGE = "usage: Render --frame N --out FILE.png [--frames 48] [--width 640] [--height 360]"
            + " [--samples 5] [--bad FRAMES] [--slow MILLIS]";

    private static final Set<String> FLAGS =
            Set.of("--frame", "--out", "--frames", "--width", "--height", "--samples", "--bad", "--slow");
    private static final int MOST_FRAMES = 9_999_999;
    private static final int MOST_PIXELS = 8_192;

    static RenderOptions parse(String[] line) {
        Arguments arguments = Arguments.parse(line, FLAGS);
        if (!arguments.words().isEmpty()) {
            throw new BadArguments("what is '" + arguments.words().getFirst() + "' for? It follows no flag");
        }
        return new RenderOptions(
                arguments.neededNumber("--frame", -MOST_FRAMES, MOST_FRAMES),
                picture(arguments.needed("--out")),
                arguments.number("--frames", 48, 1, MOST_FRAMES),
                arguments.number("--width", 640, 1, MOST_PIXELS),
                arguments.number("--height", 360, 1, MOST_PIXELS),
                arguments.number("--samples", 5, 1, 4_096),
                FrameList.parse("--bad", arguments.text("--bad", "")),
                arguments.number("--slow", 0, 0, 86_400_000));
    }

    private static Path picture(String out) {
        if (!out.endsWith(".png")) {
            throw new BadArguments("--out needs the name of a picture such as out/0001.png, not '" + out + "'");
        }
        return Path.of(out);
    }

    /** The camera's way around: frame 1 stands at its beginning. */
    double turn() {
        return (double) Math.floorMod(frame - 1, frames) / frames;
    }
}
