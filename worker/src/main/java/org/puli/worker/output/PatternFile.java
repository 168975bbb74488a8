package org.puli.worker.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.BadDocument;
import org.puli.api.json.ProgramsReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that this release knows and those of a site's own file, which is read again when it changes. A faulty
 * file changes nothing: what was known before stays, and the log says what is wrong and where. Whoever starts a process
 * asks for the newest; what runs keeps what it began with. Safe on every thread.
 */
public final class PatternFile implements Supplier<Programs>, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PatternFile.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final Path file;
    private final Programs builtIn;
    private final ScheduledExecutorService timer = OutputThreads.patterns();
    private volatile Programs programs;
    private @Nullable Future<?> looks;
    private @Nullable String seen;

    private PatternFile(Path file, Programs builtIn) {
        this.file = file;
        this.builtIn = builtIn;
        this.programs = builtIn;
    }

    /** Reads a file, and looks once a second whether it has changed. */
    public static PatternFile watch(Path file) {
        PatternFile patterns = new PatternFile(file, Programs.builtIn());
        patterns.look();
        patterns.looks = patterns.timer.scheduleWithFixedDelay(
                patterns::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return patterns;
    }

    @Override
    public Programs get() {
        return programs;
    }

    /** Reads the file if it is another one than at the last look. */
    private synchronized void look() {
        String now = stamp();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            programs = builtIn.with(text());
            LOG.info("The patterns of {} hold for what starts from now on", file);
        } catch (BadDocument e) {
            e.faults().forEach(fault -> LOG.error("The patterns of {} are not taken: {}", file, fault));
        } catch (CharacterCodingException e) {
            LOG.error("The patterns of {} are not taken: it is not UTF-8 text", file);
        } catch (IOException e) {
            LOG.error("The patterns of {} are not taken: it cannot be read: {}", file, e.toString());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The patterns of {} are not taken", file, e);
        }
    }

    private String text() throws IOException {
        if (Files.size(file) > 4L * ProgramsReader.LONGEST_DOCUMENT) {
            throw new IOException("it has more than " + ProgramsReader.LONGEST_DOCUMENT + " characters");
        }
        return Files.readString(file);
    }

    private String stamp() {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.lastModifiedTime() + " " + facts.size() + " " + facts.fileKey();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        if (looks != null) {
            looks.cancel(true);
        }
        timer.shutdownNow();
    }
}
