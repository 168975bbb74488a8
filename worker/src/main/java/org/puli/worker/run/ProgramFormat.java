package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells files that the kernel can run from others. Programs that run a program give what the kernel refuses to a shell,
 * line by line, which nobody meant; so whoever starts something through them asks here first. Safe on every thread.
 */
final class ProgramFormat {
    private static final int EXEC_FORMAT_ERROR = 8;
    private static final int READ_BYTES = 256;
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final Path REGISTERED = Path.of("/proc/sys/fs/binfmt_misc");

    private ProgramFormat() {}

    /** Accepts a program, a script with a first line that names its interpreter, and what the site registered. */
    static void check(Path program, Path folder) throws CannotStart {
        check(program, folder, REGISTERED);
    }

    /** The same with another folder of registered formats. */
    static void check(Path program, Path folder, Path registered) throws CannotStart {
        byte[] head;
        try (InputStream in = Files.newInputStream(program)) {
            head = in.readNBytes(READ_BYTES);
        } catch (IOException unreadable) {
            // It may be run without being read, and the kernel tells the rest.
            return;
        }
        boolean isScript = matches(head, 0, new byte[] {'#', '!'}, null);
        if (!isScript && !matches(head, 0, ELF, null) && !isRegistered(program, head, registered)) {
            throw CannotStart.becauseOf(EXEC_FORMAT_ERROR, program, folder);
        }
    }

    private static boolean isRegistered(Path program, byte[] head, Path registered) {
        if (!Files.isDirectory(registered)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(registered)) {
            for (Path entry : entries) {
                boolean isFormat = !entry.endsWith("register") && !entry.endsWith("status");
                if (isFormat && isOfFormat(program, head, words(entry))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return false;
        }
        return false;
    }

    /** An entry's lines, each a word and a value. */
    private static Map<String, String> words(Path entry) throws IOException {
        Map<String, String> words = new TreeMap<>();
        for (String line : Files.readAllLines(entry, ISO_8859_1)) {
            String[] sides = line.split(" ", 2);
            words.put(sides[0], sides[sides.length - 1]);
        }
        return words;
    }

    private static boolean isOfFormat(Path program, byte[] head, Map<String, String> format) {
        String extension = format.get("extension");
        String magic = format.get("magic");
        if (!format.containsKey("enabled")) {
            return false;
        }
        if (extension != null) {
            return program.toString().endsWith(extension);
        }
        String mask = format.get("mask");
        int offset = Integer.parseInt(format.getOrDefault("offset", "0"));
        HexFormat hex = HexFormat.of();
        return magic != null && matches(head, offset, hex.parseHex(magic), mask == null ? null : hex.parseHex(mask));
    }

    private static boolean matches(byte[] head, int offset, byte[] magic, byte @Nullable [] mask) {
        for (int i = 0; i < magic.length; i++) {
            int of = mask == null || i >= mask.length ? 0xff : mask[i];
            if (offset + i >= head.length || ((head[offset + i] ^ magic[i]) & of) != 0) {
                return false;
            }
        }
        return true;
    }
}
