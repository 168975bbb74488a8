import java.awt.Graphics2D;

/**
 * Draws numbers out of dots, for a machine without a screen often has no fonts either.
 *
 * @param dot the size of a dot
 */
record Digits(int dot) {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;
    private static final String GLYPHS = "0123456789-";

    /** The glyphs side by side, each five dots wide. */
    private static final String[] DOTS = {
        " ### |  #  | ### | ### |   # |#####| ### |#####| ### | ### |     ",
        "#   #| ##  |#   #|#   #|  ## |#    |#   #|    #|#   #|#   #|     ",
        "#   #|  #  |    #|    #| # # |#    |#    |   # |#   #|#   #|     ",
        "#   #|  #  |   # |  ## |#  # |#### |#### |   # | ### | ####|#### ",
        "#   #|  #  |  #  |    #|#####|    #|#   #|  #  |#   #|    #|     ",
        "#   #|  #  | #   |#   #|   # |#   #|#   #|  #  |#   #|#   #|     ",
        " ### | ### |#####| ### |   # | ### | ### |  #  | ### | ### |     ",
    };

    int width(String text) {
        return text.length() * (COLUMNS + 1) * dot - dot;
    }

    int height() {
        return ROWS * dot;
    }

    /** Draws a number with its upper left corner at a place. */
    void draw(Graphics2D graphics, String text, int left, int top) {
        for (int i = 0; i < text.length(); i++) {
            glyph(graphics, GLYPHS.indexOf(text.charAt(i)), left + i * (COLUMNS + 1) * dot, top);
        }
    }

    private void glyph(Graphics2D graphics, int glyph, int left, int top) {
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (DOTS[row].charAt(glyph * (COLUMNS + 1) + column) == '#') {
                    graphics.fillRect(left + column * dot, top + row * dot, dot, dot);
                }
            }
        }
    }
}
