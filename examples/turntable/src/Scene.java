/**
 * Everything there is to see.
 *
 * @param reach a ball around all the others, which saves most rays the search among them
 */
record Scene(Sphere[] spheres, Sphere reach, Floor floor, Sky sky) {
    Sun sun() {
        return sky.sun();
    }

    /** The first thing along a ray; null when there is only sky. */
    Hit hit(Ray ray) {
        double toFloor = floor.distance(ray);
        Sphere nearest = Double.isInfinite(reach.distance(ray)) ? null : nearest(ray, toFloor);
        if (nearest != null) {
            double distance = nearest.distance(ray);
            Vec point = ray.at(distance);
            Vec normal = point.minus(nearest.center()).times(1 / nearest.radius());
            return new Hit(distance, point, normal, nearest.material());
        }
        return Double.isInfinite(toFloor) ? null : floorHit(ray.at(toFloor), toFloor);
    }

    private Sphere nearest(Ray ray, double limit) {
        Sphere nearest = null;
        double distance = limit;
        for (Sphere sphere : spheres) {
            double candidate = sphere.distance(ray);
            if (candidate < distance) {
                distance = candidate;
                nearest = sphere;
            }
        }
        return nearest;
    }

    private Hit floorHit(Vec point, double distance) {
        return new Hit(distance, point, Vec.UP, floor.at(point));
    }
}
