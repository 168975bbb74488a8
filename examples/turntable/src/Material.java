/** What a thing is made of; that decides what light does to it. */
sealed interface Material {
    /** Chalk, clay, felt: light goes everywhere. */
    record Matte(Vec color) implements Material {}

    /** Lacquer: colour below, a clear coat above which mirrors {@code coat} of the light that meets it head on. */
    record Glossy(Vec color, double coat) implements Material {}

    /** Metal: a mirror with a tint. */
    record Metal(Vec color) implements Material {}

    /** Glass: what is not mirrored is bent and takes the tint on its way through. */
    record Glass(Vec tint, double index) implements Material {}
}
