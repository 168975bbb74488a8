package org.puli.api.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of a PEM file, whatever they hold. Stateless. */
final class PemBlocks {
    /** More than any chain of certificates is long, in bytes. */
    static final int MOST_BYTES = 1 << 20;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final int LINE = 64;

    private PemBlocks() {}

    /** One block; {@code base64} is what stands between its marks. */
    record Block(Path file, String kind, String base64) {
        /** What it holds, whatever that means. */
        byte[] bytes() {
            try {
                return Base64.getMimeDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new TlsProblem(file + " is damaged: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws TlsProblem when it cannot be read or is no PEM file
     */
    static List<Block> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new TlsProblem(file + " has more than " + MOST_BYTES + " bytes, so it is no PEM file", null);
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            List<Block> blocks = BLOCK.matcher(text)
                    .results()
                    .map(match -> new Block(file, match.group(1), match.group(2)))
                    .toList();
            if (blocks.isEmpty()) {
                throw new TlsProblem(
                        file + " is no PEM file: there is no -----BEGIN ...----- with its -----END ...-----", null);
            }
            return blocks;
        } catch (NoSuchFileException e) {
            throw new TlsProblem("there is no file " + file, e);
        } catch (IOException e) {
            throw new TlsProblem(file + " cannot be read: " + e, e);
        }
    }

    /** A block as it stands in a file. */
    static String text(String kind, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
