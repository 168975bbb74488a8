/** A ball. */
record Sphere(Vec center, double radius, Material material) {
    /** A ball on the floor, placed by its direction from the middle in degrees and its distance from there. */
    static Sphere onFloor(double degrees, double distance, double radius, Material material) {
        double angle = Math.toRadians(degrees);
        Vec center = new Vec(Math.sin(angle) * distance, radius, Math.cos(angle) * distance);
        return new Sphere(center, radius, material);
    }

    /** How far along the ray the nearest of its surface lies; infinite when the ray misses. Called most: no vectors. */
    double distance(Ray ray) {
        double x = center.x() - ray.origin().x();
        double y = center.y() - ray.origin().y();
        double z = center.z() - ray.origin().z();
        double along = x * ray.direction().x()
                + y * ray.direction().y()
                + z * ray.direction().z();
        double inside = radius * radius - (x * x + y * y + z * z) + along * along;
        if (inside < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double half = Math.sqrt(inside);
        double near = along - half;
        double nearest = near > 0 ? near : along + half;
        return nearest > 0 ? nearest : Double.POSITIVE_INFINITY;
    }

    /** The colour it throws on what lies beside it. */
    Vec bleed() {
        return switch (material) {
            case Material.Matte matte -> matte.color();
            case Material.Glossy glossy -> glossy.color();
            case Material.Metal metal -> metal.color().times(0.6);
            case Material.Glass glass -> glass.tint().times(0.8);
        };
    }
}
