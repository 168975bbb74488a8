import java.util.function.IntConsumer;

/**
 * Fills a picture. Every pixel begins with one ray through its middle; only those that differ from a neighbour, which
 * is where edges are, get the full number of rays.
 */
final class Painter {
    /** A highlight counts so much at most, else a single ray into the sun would leave a jagged edge. */
    private static final double BRIGHTEST = 3;

    /** The difference between neighbours that makes an edge, of 255. */
    private static final int EDGE = 10;

    /** Steps that spread any number of samples evenly over a pixel (the two-dimensional golden ratio). */
    private static final double STEP_X = 0.7548776662466927;

    private static final double STEP_Y = 0.5698402909980532;

    private final Tracer tracer;
    private final Camera camera;
    private final int samples;
    private final Picture sketch;
    private final Picture picture;

    Painter(Tracer tracer, Camera camera, int samples, int width, int height) {
        this.tracer = tracer;
        this.camera = camera;
        this.samples = samples;
        this.sketch = Picture.blank(width, height);
        this.picture = Picture.blank(width, height);
    }

    /** Paints all rows and tells after each how many are done. */
    Picture paint(IntConsumer rowsDone) {
        sketch(0);
        for (int row = 0; row < picture.height(); row++) {
            if (row + 1 < picture.height()) {
                sketch(row + 1);
            }
            refine(row);
            rowsDone.accept(row + 1);
        }
        return picture;
    }

    private void sketch(int row) {
        for (int column = 0; column < sketch.width(); column++) {
            sketch.set(column, row, pixel(column, row, 1));
        }
    }

    private void refine(int row) {
        for (int column = 0; column < picture.width(); column++) {
            boolean isEdge = samples > 1 && sketch.contrast(column, row) >= EDGE;
            picture.set(column, row, isEdge ? pixel(column, row, samples) : sketch.get(column, row));
        }
    }

    private int pixel(int column, int row, int rays) {
        Vec sum = Vec.ZERO;
        for (int i = 0; i < rays; i++) {
            double x = picture.across(column + (0.5 + i * STEP_X) % 1);
            double y = picture.upwards(row + (0.5 + i * STEP_Y) % 1);
            sum = sum.plus(tracer.light(camera.through(x, y)).atMost(BRIGHTEST));
        }
        Vec light = sum.times(1.0 / rays);
        return Grade.rgb(light, picture.across(column + 0.5), picture.upwards(row + 0.5), grain(column, row));
    }

    /** A number from 0 to 1 that differs among neighbours and is the same every time. */
    private static double grain(int column, int row) {
        double mixed = 52.9829189 * ((0.06711056 * column + 0.00583715 * row) % 1);
        return mixed % 1;
    }
}
