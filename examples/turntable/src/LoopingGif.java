import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes an animated GIF that goes round for ever. */
final class LoopingGif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    /** The loop extension's words: sub-block 1, then zero for "for ever". */
    private static final byte[] FOR_EVER = {1, 0, 0};

    private LoopingGif() {}

    /** Writes pictures that share their palette, each shown for some hundredths of a second. */
    static void write(List<BufferedImage> pictures, int hundredths, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage picture : pictures) {
                IIOMetadata metadata = metadata(writer, picture, hundredths, picture == pictures.getFirst());
                writer.writeToSequence(new IIOImage(picture, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, int hundredths, boolean isFirst)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(timing(hundredths));
        if (isFirst) {
            root.appendChild(loop());
        }
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode timing(int hundredths) {
        IIOMetadataNode node = new IIOMetadataNode("GraphicControlExtension");
        node.setAttribute("disposalMethod", "none");
        node.setAttribute("userInputFlag", "FALSE");
        node.setAttribute("transparentColorFlag", "FALSE");
        node.setAttribute("delayTime", Integer.toString(hundredths));
        node.setAttribute("transparentColorIndex", "0");
        return node;
    }

    private static IIOMetadataNode loop() {
        IIOMetadataNode node = new IIOMetadataNode("ApplicationExtension");
        node.setAttribute("applicationID", "NETSCAPE");
        node.setAttribute("authenticationCode", "2.0");
        node.setUserObject(FOR_EVER);
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(node);
        return extensions;
    }
}
