/** Turns light into the colours of a picture: a film-like curve, a darker rim, gamma, and a fine grain. */
final class Grade {
    private static final double EXPOSURE = 0.76;

    private Grade() {}

    /** The colour of a pixel as {@code 0xRRGGBB}; the place is -1 to 1 in both directions. */
    static int rgb(Vec light, double x, double y, double grain) {
        double rim = 1 - 0.13 * Curves.smooth(0.35, 1.9, x * x + y * y);
        Vec lit = light.times(EXPOSURE * rim);
        return level(lit.x(), grain) << 16 | level(lit.y(), grain) << 8 | level(lit.z(), grain);
    }

    /** The grain, 0 to 1, decides between two levels: a smooth sky stays free of bands. */
    private static int level(double light, double grain) {
        return (int) Math.min(255, gamma(film(light)) * 255 + grain);
    }

    /** Deep shadows, a straight middle and highlights that bend gently (the common fit of the ACES curve). */
    private static double film(double v) {
        return Curves.clamp(v * (2.51 * v + 0.03) / (v * (2.43 * v + 0.59) + 0.14));
    }

    private static double gamma(double v) {
        return v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
    }
}
