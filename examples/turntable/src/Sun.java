/**
 * The one strong light, so far away that it has a direction only.
 *
 * @param spread the tangent of half the angle under which it is seen; shadows are the softer the larger it is
 */
record Sun(Vec direction, Vec color, double spread) {
    static Sun at(double degrees, double elevation, Vec color, double spread) {
        double around = Math.toRadians(degrees);
        double up = Math.toRadians(elevation);
        Vec direction = new Vec(Math.sin(around) * Math.cos(up), Math.sin(up), Math.cos(around) * Math.cos(up));
        return new Sun(direction, color, spread);
    }
}
