import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** How often the colours of some pictures occur, alike ones counted together. */
final class Histogram {
    /** Colours that occur together: where their middle lies, and how many there are. */
    record Swatch(double red, double green, double blue, long count) {
        double get(int channel) {
            return channel == 0 ? red : channel == 1 ? green : blue;
        }
    }

    private static final int KEPT_BITS = 5;
    private static final int DROPPED_BITS = 8 - KEPT_BITS;
    private static final int CELLS = 1 << 3 * KEPT_BITS;

    private final long[] red = new long[CELLS];
    private final long[] green = new long[CELLS];
    private final long[] blue = new long[CELLS];
    private final long[] counts = new long[CELLS];

    void add(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int rgb : pixels) {
            add(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
        }
    }

    private void add(int r, int g, int b) {
        int cell = (r >> DROPPED_BITS << 2 * KEPT_BITS) | (g >> DROPPED_BITS << KEPT_BITS) | b >> DROPPED_BITS;
        red[cell] += r;
        green[cell] += g;
        blue[cell] += b;
        counts[cell]++;
    }

    List<Swatch> swatches() {
        List<Swatch> swatches = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            long count = counts[i];
            if (count > 0) {
                swatches.add(new Swatch(
                        (double) red[i] / count, (double) green[i] / count, (double) blue[i] / count, count));
            }
        }
        return swatches;
    }
}
