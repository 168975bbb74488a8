/** Follows light backwards, from the eye to where it came from. */
final class Tracer {
    private static final int MOST_TURNS = 6;
    private static final double LEAST_SHARE = 0.015;

    /** Images of images of the sun would be dots without a meaning. */
    private static final double DAZZLE = 1.6;

    private static final double HAZE_BEGINS = 7;
    private static final double HAZE_ENDS = 42;

    private final Scene scene;
    private final Daylight daylight;

    Tracer(Scene scene) {
        this.scene = scene;
        this.daylight = new Daylight(scene);
    }

    Vec light(Ray ray) {
        return light(ray, 1, 0);
    }

    /** The light that comes along a ray of which the eye gets a share after some turns. */
    private Vec light(Ray ray, double share, int turns) {
        Hit hit = scene.hit(ray);
        if (hit == null) {
            return scene.sky().light(ray.direction());
        }
        double haze = Curves.smooth(HAZE_BEGINS, HAZE_ENDS, hit.distance());
        return haze == 1 ? hazy(ray, Vec.ZERO, 1) : hazy(ray, shaded(ray, hit, share, turns), haze);
    }

    private Vec shaded(Ray ray, Hit hit, double share, int turns) {
        return switch (hit.material()) {
            case Material.Matte matte -> diffuse(hit, matte.color());
            case Material.Glossy glossy -> glossy(ray, hit, glossy, share, turns);
            case Material.Metal metal -> metal(ray, hit, metal, share, turns);
            case Material.Glass glass -> glass(ray, hit, glass, share, turns);
        };
    }

    /** Far away everything takes the colour of the horizon, so the endless floor has no edge. */
    private Vec hazy(Ray ray, Vec light, double haze) {
        if (haze == 0) {
            return light;
        }
        Vec flat = new Vec(ray.direction().x(), 0, ray.direction().z()).unit();
        return light.mix(scene.sky().soft(flat), haze);
    }

    private Vec diffuse(Hit hit, Vec color) {
        return color.times(daylight.on(hit.point(), hit.normal()));
    }

    private Vec glossy(Ray ray, Hit hit, Material.Glossy glossy, double share, int turns) {
        double mirrored = Curves.fresnel(glossy.coat(), -ray.direction().dot(hit.normal()));
        Vec below = diffuse(hit, glossy.color()).times(1 - mirrored);
        return below.plus(mirrored(ray, hit, share * mirrored, turns).times(mirrored));
    }

    private Vec metal(Ray ray, Hit hit, Material.Metal metal, double share, int turns) {
        double rim = Curves.fresnel(0, -ray.direction().dot(hit.normal()));
        return mirrored(ray, hit, share, turns).times(metal.color().mix(Vec.ONE, rim));
    }

    private Vec mirrored(Ray ray, Hit hit, double share, int turns) {
        if (turns >= MOST_TURNS || share < LEAST_SHARE) {
            return Vec.ZERO;
        }
        Vec light = light(Ray.leaving(hit.point(), ray.direction().mirrored(hit.normal())), share, turns + 1);
        return turns == 0 ? light : light.atMost(DAZZLE);
    }

    private Vec glass(Ray ray, Hit hit, Material.Glass glass, double share, int turns) {
        double cosine = -ray.direction().dot(hit.normal());
        boolean enters = cosine > 0;
        Vec normal = enters ? hit.normal() : hit.normal().times(-1);
        double ratio = enters ? 1 / glass.index() : glass.index();
        double bent2 = 1 - ratio * ratio * (1 - cosine * cosine);
        Hit facing = new Hit(hit.distance(), hit.point(), normal, glass);
        if (bent2 <= 0) {
            return mirrored(ray, facing, share, turns);
        }
        double mirrored = Curves.fresnel(0.04, enters ? cosine : Math.sqrt(bent2));
        Vec bent = ray.direction().times(ratio).plus(normal.times(ratio * Math.abs(cosine) - Math.sqrt(bent2)));
        Vec through = bent(facing, bent, share * (1 - mirrored), turns).times(glass.tint());
        // Inside, the second mirror image is too faint to be worth a ray.
        Vec back = enters ? mirrored(ray, facing, share * mirrored, turns).times(mirrored) : Vec.ZERO;
        return through.times(1 - mirrored).plus(back);
    }

    private Vec bent(Hit hit, Vec direction, double share, int turns) {
        boolean ends = turns >= MOST_TURNS || share < LEAST_SHARE;
        return ends ? Vec.ZERO : light(Ray.leaving(hit.point(), direction.unit()), share, turns + 1);
    }
}
