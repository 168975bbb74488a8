import java.io.IOException;

/** Renders one frame of the turntable: {@code Render --frame 7 --out out/0007.png}. */
final class Render {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final int BAD_FRAME = 3;

    private Render() {}

    public static void main(String[] line) {
        System.exit(run(line));
    }

    private static int run(String[] line) {
        try {
            RenderOptions options = RenderOptions.parse(line);
            if (options.bad().contains(options.frame())) {
                return refuse(options);
            }
            render(options);
            return 0;
        } catch (BadArguments e) {
            System.err.println("Render: " + e.getMessage());
            System.err.println(RenderOptions.USAGE);
            return BAD_ARGUMENTS;
        } catch (IOException e) {
            System.err.println("Render: could not write the picture: " + e);
            return FAILED;
        }
    }

    private static int refuse(RenderOptions options) {
        System.err.println("Render: frame " + options.frame() + " fails on purpose, because it is among --bad "
                + options.bad().written());
        return BAD_FRAME;
    }

    private static void render(RenderOptions options) throws IOException {
        long begun = System.nanoTime();
        double aspect = (double) options.width() / options.height();
        Camera camera = Camera.turned(options.turn(), aspect);
        Tracer tracer = new Tracer(StillLife.scene());
        Painter painter = new Painter(tracer, camera, options.samples(), options.width(), options.height());
        Progress progress = new Progress(System.out, options.height(), options.slowMillis());
        Picture picture = painter.paint(progress::rowsDone);
        PlacedFile.write(options.out(), out -> Png.write(picture, out));
        System.out.println("Wrote " + options.out() + " in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}
