/** Where a ray meets something; the normal looks out of it. */
record Hit(double distance, Vec point, Vec normal, Material material) {}
