package org.puli.cli.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.puli.api.json.BadDocument;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobLimits;
import org.puli.api.json.JobReader;
import org.puli.api.json.JobReader.Format;
import org.puli.api.spec.JobSpec;
import org.puli.cli.shared.BadInput;

/**
 * A job file as it was found.
 *
 * @param name how to call it in messages
 */
record JobDocument(String name, String text, Format format) {
    /** A character has at most four bytes. */
    private static final long MOST_BYTES = 4L * JobLimits.DOCUMENT;

    /** Reads a file, or the standard input for {@code -}. */
    static JobDocument read(String file, InputStream input) {
        String name = file.equals("-") ? "standard input" : file;
        String text = text(name, file.equals("-") ? fromStream(name, input) : fromFile(Path.of(file)));
        return new JobDocument(name, text, format(file, text));
    }

    private static byte[] fromFile(Path file) {
        if (Files.notExists(file)) {
            throw new BadInput("there is no file " + file.toAbsolutePath());
        }
        if (Files.isDirectory(file)) {
            throw new BadInput(file + " is a folder; a job file was expected");
        }
        try (InputStream input = Files.newInputStream(file)) {
            return fromStream(file.toString(), input);
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e);
        }
    }

    private static byte[] fromStream(String name, InputStream input) {
        try {
            byte[] bytes = input.readNBytes((int) MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BadInput(name + " is too large: a job file has at most " + JobLimits.DOCUMENT
                        + " characters; describe many frames with 'frames' instead of listing commands");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadInput(name + " cannot be read: " + e);
        }
    }

    private static String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput(name + " is not UTF-8 text");
        }
    }

    private static Format format(String file, String text) {
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".json")) {
            return Format.JSON;
        }
        boolean isYaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
        return !isYaml && text.stripLeading().startsWith("{") ? Format.JSON : Format.YAML;
    }

    /**
     * The job that it describes.
     *
     * @throws BadInput naming every fault with its place
     */
    JobSpec spec(JobDefaults defaults, List<String> overrides) {
        try {
            return JobReader.read(text, format, defaults, overrides);
        } catch (BadDocument e) {
            StringBuilder message = new StringBuilder(name + " is not a job that can be submitted:");
            e.faults().forEach(fault -> message.append("\n  ").append(fault));
            throw new BadInput(message.toString());
        }
    }
}
