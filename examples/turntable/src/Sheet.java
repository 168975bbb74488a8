import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Makes a contact sheet and an animation of a folder of frames: {@code Sheet out}. */
final class Sheet {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final int ANIMATION_WIDTH = 320;
    private static final int HUNDREDTHS_PER_FRAME = 4;

    private final Sequence sequence;
    private final ContactSheet sheet;
    private final int animationHeight;
    private final List<BufferedImage> animation = new ArrayList<>();
    private final Histogram histogram = new Histogram();

    /** Takes the shape of all pictures from the first. */
    private Sheet(Sequence sequence, int columns) throws IOException {
        this.sequence = sequence;
        BufferedImage first = Sequence.read(sequence.frames().getFirst());
        double shape = (double) first.getHeight() / first.getWidth();
        this.sheet = new ContactSheet(sequence.frames().size(), columns, shape);
        this.animationHeight = (int) Math.max(1, Math.round(ANIMATION_WIDTH * shape));
    }

    public static void main(String[] line) {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(line));
    }

    private static int run(String[] line) {
        try {
            SheetOptions options = SheetOptions.parse(line);
            Sheet sheet = new Sheet(Sequence.in(options.folder()), options.columns());
            sheet.addPictures();
            sheet.write(options.folder());
            return 0;
        } catch (BadArguments e) {
            System.err.println("Sheet: " + e.getMessage());
            System.err.println(SheetOptions.USAGE);
            return BAD_ARGUMENTS;
        } catch (IOException e) {
            System.err.println("Sheet: " + e.getMessage());
            return FAILED;
        }
    }

    private void addPictures() throws IOException {
        int count = sequence.frames().size();
        Progress progress = new Progress(System.out, count + 1, 0);
        for (int i = 0; i < count; i++) {
            FrameFile frame = sequence.frames().get(i);
            BufferedImage picture = Sequence.read(frame);
            BufferedImage small = Shrunk.to(ANIMATION_WIDTH, animationHeight, picture);
            sheet.add(frame.frame(), picture);
            animation.add(small);
            histogram.add(small);
            progress.rowsDone(i + 1);
        }
    }

    private void write(Path folder) throws IOException {
        PlacedFile.write(folder.resolve("contact-sheet.png"), this::writeSheet);
        Palette palette = Palette.of(histogram);
        List<BufferedImage> pictures = animation.stream().map(palette::applyTo).toList();
        PlacedFile.write(folder.resolve("turntable.gif"), out -> LoopingGif.write(pictures, HUNDREDTHS_PER_FRAME, out));
        System.out.println("PROGRESS 100%");
        System.out.println("Wrote contact-sheet.png and turntable.gif to " + folder);
    }

    private void writeSheet(OutputStream out) throws IOException {
        ImageIO.setUseCache(false);
        ImageIO.write(sheet.image(), "png", out);
    }
}
