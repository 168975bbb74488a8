/** The endless floor at height 0: an inlaid round of tiles that grow outwards, and plain ground around it. */
record Floor(Vec light, Vec dark, Vec ground) {
    private static final int TILES_AROUND = 24;
    private static final double EDGE = 4.6;
    private static final double COAT = 0.035;

    double distance(Ray ray) {
        double fall = -ray.direction().y();
        return fall > 1e-9 && ray.origin().y() > 0 ? ray.origin().y() / fall : Double.POSITIVE_INFINITY;
    }

    Material at(Vec point) {
        double radius = Math.sqrt(point.x() * point.x() + point.z() * point.z());
        return new Material.Glossy(radius < EDGE ? tile(point, radius) : ground, COAT);
    }

    /** Tiles as wide as they are long: steps of the angle, and steps of the radius' logarithm. */
    private Vec tile(Vec point, double radius) {
        double unit = 2 * Math.PI / TILES_AROUND;
        long around = (long) Math.floor(Math.atan2(point.x(), point.z()) / unit);
        long outwards = (long) Math.floor(Math.log(EDGE / radius) / unit);
        return ((around + outwards) & 1) == 0 ? light : dark;
    }
}
