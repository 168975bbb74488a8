/** The pixels of a picture, row by row from the top, each {@code 0xRRGGBB}. */
record Picture(int width, int height, int[] pixels) {
    static Picture blank(int width, int height) {
        return new Picture(width, height, new int[width * height]);
    }

    int get(int column, int row) {
        return pixels[row * width + column];
    }

    void set(int column, int row, int rgb) {
        pixels[row * width + column] = rgb;
    }

    /** A column as -1 to 1 from left to right. */
    double across(double column) {
        return 2 * column / width - 1;
    }

    /** A row as -1 to 1 from bottom to top. */
    double upwards(double row) {
        return 1 - 2 * row / height;
    }

    /** By how much, of 255, a pixel differs from those around it. */
    int contrast(int column, int row) {
        int most = 0;
        for (int y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
                most = Math.max(most, difference(get(column, row), get(x, y)));
            }
        }
        return most;
    }

    private static int difference(int one, int other) {
        int red = Math.abs((one >> 16) - (other >> 16));
        int green = Math.abs((one >> 8 & 255) - (other >> 8 & 255));
        int blue = Math.abs((one & 255) - (other & 255));
        return Math.max(red, Math.max(green, blue));
    }
}
