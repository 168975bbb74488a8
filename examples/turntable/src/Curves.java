/** Smooth ways from 0 to 1. */
final class Curves {
    private Curves() {}

    static double clamp(double value) {
        return value > 0 ? value < 1 ? value : 1 : 0;
    }

    /** 0 up to {@code from}, 1 beyond {@code to}, and no corner on the way. */
    static double smooth(double from, double to, double value) {
        double t = clamp((value - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    /** The share of light a surface throws back, more the flatter the light meets it (after Schlick). */
    static double fresnel(double headOn, double cosine) {
        double m = clamp(1 - cosine);
        double m2 = m * m;
        return headOn + (1 - headOn) * m2 * m2 * m;
    }
}
