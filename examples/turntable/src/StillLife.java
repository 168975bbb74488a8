import java.util.ArrayList;
import java.util.List;

/** What is on show: a mirror ball, five balls of other stuff around it, and a scatter of marbles. */
final class StillLife {
    private static final Vec CORAL = Vec.color(0xE2533A);
    private static final Vec TEAL = Vec.color(0x1C7C7D);
    private static final Vec MUSTARD = Vec.color(0xEFB33A);
    private static final Vec INDIGO = Vec.color(0x2F3E8C);
    private static final Vec CREAM = Vec.color(0xF1E6D6);
    private static final Vec BLUSH = Vec.color(0xEFB0A1);
    private static final List<Vec> MARBLES = List.of(CORAL, CREAM, TEAL, MUSTARD, BLUSH, INDIGO);
    private static final Sphere REACH = new Sphere(new Vec(0, 0.2, 0), 4.15, new Material.Matte(Vec.ZERO));
    private static final double GOLDEN_ANGLE = 137.508;

    private StillLife() {}

    static Scene scene() {
        Floor floor = new Floor(Vec.color(0xE8DED0), Vec.color(0xBFB2A4), Vec.color(0xD6CABB));
        Sun sun = Sun.at(-58, 36, new Vec(1, 0.83, 0.62).times(2.6), 0.075);
        Sky sky = new Sky(Vec.color(0xFFDDC0), Vec.color(0x4A8FCC), new Vec(0.5, 0.24, 0.07), sun);
        List<Sphere> spheres = new ArrayList<>(balls());
        spheres.addAll(marbles());
        return new Scene(spheres.toArray(Sphere[]::new), REACH, floor, sky);
    }

    private static List<Sphere> balls() {
        return List.of(
                Sphere.onFloor(0, 0, 1.05, new Material.Metal(new Vec(0.93, 0.93, 0.95))),
                Sphere.onFloor(38, 1.78, 0.62, new Material.Glossy(CORAL, 0.05)),
                Sphere.onFloor(322, 1.72, 0.5, new Material.Glass(new Vec(0.95, 0.985, 0.97), 1.5)),
                Sphere.onFloor(255, 1.84, 0.66, new Material.Matte(TEAL)),
                Sphere.onFloor(180, 1.72, 0.52, new Material.Metal(new Vec(1.0, 0.72, 0.36))),
                Sphere.onFloor(112, 1.75, 0.58, new Material.Matte(CREAM)),
                Sphere.onFloor(2, 1.62, 0.3, new Material.Glossy(MUSTARD, 0.05)),
                Sphere.onFloor(217, 1.66, 0.27, new Material.Glossy(BLUSH, 0.05)),
                Sphere.onFloor(146, 1.68, 0.31, new Material.Glossy(INDIGO, 0.05)),
                Sphere.onFloor(288, 2.4, 0.24, new Material.Glossy(MUSTARD, 0.05)),
                Sphere.onFloor(75, 2.25, 0.26, new Material.Glossy(INDIGO, 0.05)));
    }

    /** Steps of the golden angle never fall on one line. */
    private static List<Sphere> marbles() {
        List<Sphere> marbles = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            double radius = 0.095 + 0.02 * (i * 7 % 4);
            double distance = 2.55 + 1.35 * (i * 5 % 13) / 13;
            Material material = new Material.Glossy(MARBLES.get(i % MARBLES.size()), 0.05);
            marbles.add(Sphere.onFloor(i * GOLDEN_ANGLE + 15, distance, radius, material));
        }
        return marbles;
    }
}
