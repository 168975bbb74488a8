/**
 * The light that falls on a point: sun, sky, and what the neighbours throw back. Balls are simple enough to say exactly
 * how much of the light they take away, so shadows are soft without any noise.
 */
record Daylight(Scene scene) {
    private static final double BOUNCE = 0.55;
    private static final double LEAST = 0.002;

    Vec on(Vec point, Vec normal) {
        double facing = normal.dot(scene.sun().direction());
        Vec sky = fromSky(point, normal);
        return facing <= 0
                ? sky
                : sky.plus(scene.sun().color().times(throughBalls(point).times(facing)));
    }

    /** The share of the sun's light that reaches a point, by colour because glass lets some through. */
    private Vec throughBalls(Vec point) {
        Vec sun = scene.sun().direction();
        Vec light = Vec.ONE;
        for (Sphere ball : scene.spheres()) {
            double x = ball.center().x() - point.x();
            double y = ball.center().y() - point.y();
            double z = ball.center().z() - point.z();
            double along = x * sun.x() + y * sun.y() + z * sun.z();
            double aside2 = x * x + y * y + z * z - along * along;
            double blur = along * scene.sun().spread();
            double reach = ball.radius() + blur;
            if (along > 0 && aside2 < reach * reach) {
                light = light.times(past(ball, Math.sqrt(aside2), blur));
            }
        }
        return light;
    }

    private static Vec past(Sphere ball, double aside, double blur) {
        double radius = ball.radius();
        double most = Math.min(1, radius * radius / (blur * blur));
        double covered = most * (1 - Curves.smooth(Math.abs(radius - blur), radius + blur, aside));
        return Vec.ONE.mix(let(ball, aside), covered);
    }

    /** Glass gathers what it lets through in the middle of its shadow. */
    private static Vec let(Sphere ball, double aside) {
        if (ball.material() instanceof Material.Glass glass) {
            double middle = 1 - Curves.smooth(0, 0.75 * ball.radius(), aside);
            return glass.tint().times(0.3 + 1.5 * middle * middle);
        }
        return Vec.ZERO;
    }

    private Vec fromSky(Vec point, Vec normal) {
        double open = 1;
        Vec bleed = Vec.ZERO;
        for (Sphere ball : scene.spheres()) {
            double taken = taken(ball, point, normal);
            if (taken > 0) {
                open *= 1 - taken;
                bleed = bleed.plus(ball.bleed().times(taken * (1 - taken)));
            }
        }
        Vec sky = scene.sky().ambient(normal);
        double above = 0.5 + 0.5 * normal.y();
        Vec ground = scene.floor().ground().times(BOUNCE * Curves.smooth(-0.1, 0.9, point.y()));
        return ground.mix(sky, above).times(open).plus(bleed.times(sky).times(BOUNCE));
    }

    /** The share of its view that a ball takes from a point. */
    private static double taken(Sphere ball, Vec point, Vec normal) {
        double x = ball.center().x() - point.x();
        double y = ball.center().y() - point.y();
        double z = ball.center().z() - point.z();
        double square = x * x + y * y + z * z;
        double area = ball.radius() * ball.radius();
        if (area < LEAST * square) {
            return 0;
        }
        double toward = x * normal.x() + y * normal.y() + z * normal.z();
        return toward > 0 ? Math.min(1, area * toward / (square * Math.sqrt(square))) : 0;
    }
}
