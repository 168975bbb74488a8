/** The evening sky: a gradient from horizon to zenith, warmer towards the sun. */
record Sky(Vec horizon, Vec zenith, Vec glow, Sun sun) {
    private static final double DISC = Math.cos(Math.atan(0.06));
    private static final double RIM = Math.cos(Math.atan(0.11));
    private static final double DISC_LIGHT = 9;

    /** The light from a direction, with the sun's disc. */
    Vec light(Vec direction) {
        double disc = Curves.smooth(RIM, DISC, direction.dot(sun.direction()));
        return soft(direction).plus(sun.color().times(disc * DISC_LIGHT));
    }

    /** The light from a direction without the sun's disc. */
    Vec soft(Vec direction) {
        double height = Curves.clamp(direction.y());
        double low = (1 - height) * (1 - height);
        double rise = 1 - low * low * low;
        double near = Curves.clamp(direction.dot(sun.direction()));
        double halo = near * near * near * (1 - 0.45 * height);
        return horizon.mix(zenith, rise).plus(glow.times(halo));
    }

    /** The light of the whole upper half on a surface which faces that way. */
    Vec ambient(Vec normal) {
        return horizon.mix(zenith, 0.45 + 0.35 * normal.y());
    }
}
