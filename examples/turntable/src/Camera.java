/** The eye: where it is and which way its picture lies; right and up reach to the picture's edges. */
record Camera(Vec position, Vec forward, Vec right, Vec up) {
    private static final Vec TARGET = new Vec(0, 0.84, 0);
    private static final double AWAY = 9.4;
    private static final double HEIGHT = 2.25;
    private static final double HALF_VIEW = Math.tan(Math.toRadians(13.8));

    /** The camera after a share of its full turn around the middle, for pictures of some width by height. */
    static Camera turned(double turn, double aspect) {
        double angle = turn * 2 * Math.PI;
        Vec position = new Vec(Math.sin(angle) * AWAY, HEIGHT, Math.cos(angle) * AWAY);
        Vec forward = TARGET.minus(position).unit();
        Vec right = forward.cross(Vec.UP).unit();
        Vec up = right.cross(forward);
        return new Camera(position, forward, right.times(HALF_VIEW * aspect), up.times(HALF_VIEW));
    }

    /** The ray through a place in the picture: -1 to 1 from left to right and from bottom to top. */
    Ray through(double x, double y) {
        return new Ray(position, forward.plus(right.times(x)).plus(up.times(y)).unit());
    }
}
