import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The 256 colours that all pictures of an animation share, so that nothing flickers. */
final class Palette {
    private static final int SIZE = 256;

    /** How far the dither pattern pushes a colour, about the distance between neighbours in the palette. */
    private static final double PUSH = 11;

    private final int[] colors;
    private final IndexColorModel model;

    /** The nearest colour of those that were looked up so far, else -1. */
    private final short[] nearest = new short[1 << 21];

    private Palette(int[] colors) {
        this.colors = colors;
        int[] all = Arrays.copyOf(colors, SIZE);
        this.model = new IndexColorModel(8, SIZE, all, 0, false, -1, DataBuffer.TYPE_BYTE);
        Arrays.fill(nearest, (short) -1);
    }

    /** Cuts the box of all colours again and again where it is widest, until there are enough. */
    static Palette of(Histogram histogram) {
        PriorityQueue<ColorBox> boxes =
                new PriorityQueue<>(Comparator.comparingDouble(ColorBox::spread).reversed());
        boxes.add(ColorBox.of(histogram.swatches()));
        while (boxes.size() < SIZE && boxes.peek().spread() > 0) {
            boxes.addAll(boxes.remove().halves());
        }
        return new Palette(boxes.stream().mapToInt(ColorBox::rgb).toArray());
    }

    /** The picture in these colours, dithered by a pattern that stands still while the pictures move. */
    BufferedImage applyTo(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                row[x] = indexOf(row[x], (threshold(x, y) - 0.5) * PUSH);
            }
            indexed.getRaster().setPixels(0, y, width, 1, row);
        }
        return indexed;
    }

    /** Bayer's pattern of 8 by 8: the bits of both places, interleaved and in reverse. */
    private static double threshold(int x, int y) {
        int mixed = x ^ y;
        int value = 0;
        for (int bit = 0; bit < 3; bit++) {
            value = value << 2 | (mixed >> bit & 1) << 1 | y >> bit & 1;
        }
        return (value + 0.5) / 64;
    }

    private int indexOf(int rgb, double push) {
        int red = level(rgb >> 16 & 255, push);
        int green = level(rgb >> 8 & 255, push);
        int blue = level(rgb & 255, push);
        int key = red >> 1 << 14 | green >> 1 << 7 | blue >> 1;
        if (nearest[key] < 0) {
            nearest[key] = (short) search(red, green, blue);
        }
        return nearest[key];
    }

    private static int level(int value, double push) {
        return (int) Math.clamp(Math.round(value + push), 0L, 255L);
    }

    private int search(int red, int green, int blue) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colors.length; i++) {
            int r = (colors[i] >> 16) - red;
            int g = (colors[i] >> 8 & 255) - green;
            int b = (colors[i] & 255) - blue;
            int distance = 3 * r * r + 4 * g * g + 2 * b * b;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
