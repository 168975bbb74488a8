/** A half line; the direction has length 1. */
record Ray(Vec origin, Vec direction) {
    /** So far a new ray starts from the surface it leaves, lest it meets that again. */
    private static final double STEP = 1e-6;

    static Ray leaving(Vec point, Vec direction) {
        return new Ray(point.plus(direction.times(STEP)), direction);
    }

    Vec at(double distance) {
        return origin.plus(direction.times(distance));
    }
}
