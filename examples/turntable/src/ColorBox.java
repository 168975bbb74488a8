import java.util.Comparator;
import java.util.List;

/** Some colours that may become one. */
record ColorBox(List<Histogram.Swatch> swatches, int channel, double spread) {
    /** Takes the channel in which the colours differ most; the spread says by how much, over all pixels. */
    static ColorBox of(List<Histogram.Swatch> swatches) {
        int widest = 0;
        for (int channel = 1; channel < 3; channel++) {
            widest = spread(swatches, channel) > spread(swatches, widest) ? channel : widest;
        }
        return new ColorBox(swatches, widest, spread(swatches, widest));
    }

    /** The sum of squared distances from the mean; the eye sees green best, and blue least. */
    private static double spread(List<Histogram.Swatch> swatches, int channel) {
        double[] weights = {0.8, 1.0, 0.5};
        double mean = mean(swatches, channel);
        double sum = 0;
        for (Histogram.Swatch swatch : swatches) {
            double distance = swatch.get(channel) - mean;
            // Not by the count itself: small colourful things would lose against a wide grey floor.
            sum += Math.pow(swatch.count(), 0.6) * distance * distance;
        }
        return sum * weights[channel];
    }

    private static double mean(List<Histogram.Swatch> swatches, int channel) {
        double sum = 0;
        double count = 0;
        for (Histogram.Swatch swatch : swatches) {
            sum += swatch.get(channel) * swatch.count();
            count += swatch.count();
        }
        return sum / count;
    }

    /** Cuts the box in two at its mean; both hold something, provided that the spread is more than 0. */
    List<ColorBox> halves() {
        double cut = mean(swatches, channel);
        List<Histogram.Swatch> sorted = swatches.stream()
                .sorted(Comparator.comparingDouble(swatch -> swatch.get(channel)))
                .toList();
        int size = (int)
                sorted.stream().filter(swatch -> swatch.get(channel) <= cut).count();
        int first = Math.clamp(size, 1, sorted.size() - 1);
        return List.of(of(sorted.subList(0, first)), of(sorted.subList(first, sorted.size())));
    }

    /** The mean colour as {@code 0xRRGGBB}. */
    int rgb() {
        return level(0) << 16 | level(1) << 8 | level(2);
    }

    private int level(int of) {
        return (int) Math.round(mean(swatches, of));
    }
}
