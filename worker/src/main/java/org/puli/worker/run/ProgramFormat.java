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
    private static final int MOST_INTERPRETERS = 5;
    private static final Path REGISTERED = Path.of("/proc/sys/fs/binfmt_misc");

    private ProgramFormat() {}

    /** Accepts a program, a script with a first line that names its interpreter, and what the site registered. */
    static void check(Path program, Path folder) throws CannotStart {
        check(program, folder, REGISTERED);
    }

    /** The same with another folder of registered formats. */
    static void check(Path program, Path folder, Path registered) throws CannotStart {
        Path next = program;
        for (int depth = 0; next != null && depth <= MOST_INTERPRETERS; depth++) {
            byte[] head = Files.isExecutable(next) ? head(next) : null;
            if (head == null) {
                // The kernel tells what is missing or barred, and may run what cannot be read.
                return;
            }
            String interpreter = interpreter(head);
            boolean isProgram = ElfHeader.isOfThisMachine(head) || isRegistered(next, head, registered);
            if (interpreter.isEmpty() && !isProgram) {
                throw CannotStart.becauseOf(EXEC_FORMAT_ERROR, program, folder);
            }
            next = interpreter.isEmpty() ? null : folder.resolve(interpreter);
        }
    }

    private static byte @Nullable [] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(READ_BYTES);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** What the first line of a script names; empty for none. */
    private static String interpreter(byte[] head) {
        String line = new String(head, ISO_8859_1).lines().findFirst().orElse("");
        return line.startsWith("#!") ? line.substring(2).strip().split("[ \t]", 2)[0] : "";
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
