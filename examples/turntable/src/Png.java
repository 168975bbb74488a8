import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG. The JDK can do this too, but loading its imaging takes as long as a quarter of a frame. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BITS = 8;
    private static final int COLOR = 2;
    private static final int BYTES = 3;
    private static final byte FILTER_ABOVE = 2;

    private Png() {}

    static void write(Picture picture, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        chunk(data, "IHDR", header(picture));
        chunk(data, "IDAT", packed(picture));
        chunk(data, "IEND", new byte[0]);
        data.flush();
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(type);
        check.update(content);
        out.writeInt(content.length);
        out.write(type);
        out.write(content);
        out.writeInt((int) check.getValue());
    }

    private static byte[] header(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(picture.width());
        data.writeInt(picture.height());
        data.write(new byte[] {BITS, COLOR, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] packed(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            byte[] above = new byte[picture.width() * BYTES];
            for (int row = 0; row < picture.height(); row++) {
                byte[] line = line(picture, row);
                out.write(FILTER_ABOVE);
                out.write(difference(line, above));
                above = line;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] line(Picture picture, int row) {
        byte[] line = new byte[picture.width() * BYTES];
        for (int column = 0; column < picture.width(); column++) {
            int rgb = picture.pixels()[row * picture.width() + column];
            line[column * BYTES] = (byte) (rgb >> 16);
            line[column * BYTES + 1] = (byte) (rgb >> 8);
            line[column * BYTES + 2] = (byte) rgb;
        }
        return line;
    }

    private static byte[] difference(byte[] line, byte[] above) {
        byte[] difference = new byte[line.length];
        for (int i = 0; i < line.length; i++) {
            difference[i] = (byte) (line[i] - above[i]);
        }
        return difference;
    }
}
