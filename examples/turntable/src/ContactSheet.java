import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** All frames at a glance: small pictures in a grid, each with its number below. */
final class ContactSheet {
    private static final int THUMBNAIL_WIDTH = 240;
    private static final int GAP = 14;
    private static final int CAPTION = 22;
    private static final Color BACKGROUND = new Color(0x17181C);
    private static final Color TEXT = new Color(0x9B9DA6);
    private static final Digits DIGITS = new Digits(1);

    private final int columns;
    private final int height;
    private final BufferedImage image;
    private final Graphics2D graphics;
    private int count;

    /** A sheet for so many frames, their height as a share of their width. */
    ContactSheet(int frames, int mostColumns, double shape) {
        this.columns = Math.min(mostColumns, frames);
        this.height = (int) Math.max(1, Math.round(THUMBNAIL_WIDTH * shape));
        int rows = (frames + columns - 1) / columns;
        this.image = new BufferedImage(
                GAP + columns * (THUMBNAIL_WIDTH + GAP), GAP + rows * rowHeight(), BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }

    private int rowHeight() {
        return height + CAPTION + GAP / 2;
    }

    void add(int frame, BufferedImage picture) {
        int left = GAP + count % columns * (THUMBNAIL_WIDTH + GAP);
        int top = GAP + count / columns * rowHeight();
        graphics.drawImage(Shrunk.to(THUMBNAIL_WIDTH, height, picture), left, top, null);
        graphics.setColor(TEXT);
        String caption = Integer.toString(frame);
        DIGITS.draw(graphics, caption, left + THUMBNAIL_WIDTH - DIGITS.width(caption), top + height + GAP / 2);
        count++;
    }

    BufferedImage image() {
        return image;
    }
}
