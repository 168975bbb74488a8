/** A point, a direction or a colour of linear light. */
record Vec(double x, double y, double z) {
    static final Vec ZERO = new Vec(0, 0, 0);
    static final Vec ONE = new Vec(1, 1, 1);
    static final Vec UP = new Vec(0, 1, 0);

    /** The linear light of a colour as painters write it, such as {@code 0xE4572E}. */
    static Vec color(int rgb) {
        return new Vec(linear(rgb >> 16 & 255), linear(rgb >> 8 & 255), linear(rgb & 255));
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    Vec minus(Vec other) {
        return new Vec(x - other.x, y - other.y, z - other.z);
    }

    Vec times(double factor) {
        return new Vec(x * factor, y * factor, z * factor);
    }

    Vec times(Vec other) {
        return new Vec(x * other.x, y * other.y, z * other.z);
    }

    double dot(Vec other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vec cross(Vec other) {
        return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    Vec unit() {
        return times(1 / Math.sqrt(dot(this)));
    }

    /** This for 0, the other for 1, and all between. */
    Vec mix(Vec other, double share) {
        return times(1 - share).plus(other.times(share));
    }

    Vec atMost(double limit) {
        return new Vec(Math.min(x, limit), Math.min(y, limit), Math.min(z, limit));
    }

    /** This direction thrown back by a surface. */
    Vec mirrored(Vec normal) {
        return minus(normal.times(2 * dot(normal)));
    }
}
