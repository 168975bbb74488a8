package org.puli.worker.run;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of the site's that is run for what it says, with limits of time and size. Whatever it started is ended with
 * it when it takes too long. Safe on every thread; blocks while the program runs.
 */
public final class SiteScript {
    private static final Logger LOG = LoggerFactory.getLogger(SiteScript.class);

    /** A process that it left behind may hold its output open; so long is waited for the rest of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int CHUNK = 8_192;

    private SiteScript() {}

    /**
     * How it ended.
     *
     * @param exitCode its exit code; 128 and the signal when a signal ended it
     * @param isTooLong whether it was ended since it took too long
     * @param output what it wrote, the last part when that was too much
     * @param errors the same of its standard error; empty where that is part of the output
     * @param isCut whether the output was too much
     */
    public record Ended(int exitCode, boolean isTooLong, String output, String errors, boolean isCut) {
        /** The last line that says something, of the errors if there are any. */
        public String lastLine() {
            List<String> lines = (errors.isBlank() ? output : errors)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
        }
    }

    /**
     * Runs it in the root folder, without input.
     *
     * @param limit after which it is ended
     * @param mostBytes as much of its output is kept, from its end
     * @param isOneOutput whether its standard error is a part of its output
     * @throws IOException in words, when it may not or cannot be started
     */
    public static Ended run(Path program, Duration limit, int mostBytes, boolean isOneOutput) throws IOException {
        check(program);
        Process process = new ProcessBuilder(program.toString())
                .directory(new File("/"))
                .redirectErrorStream(isOneOutput)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        Reader output = Reader.start(process.getInputStream(), mostBytes);
        Reader errors = Reader.start(process.getErrorStream(), mostBytes);
        try {
            boolean isTooLong = !process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (isTooLong) {
                end(process.toHandle());
            }
            int code = process.waitFor();
            return new Ended(code, isTooLong, output.text(), errors.text(), output.isCut());
        } catch (InterruptedException e) {
            end(process.toHandle());
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Refuses a program that anybody may write, for it runs as the worker.
     *
     * @throws IOException in words
     */
    static void check(Path program) throws IOException {
        if (!Files.exists(program)) {
            throw new IOException(program + " does not exist on this worker");
        }
        if (!Files.isRegularFile(program)) {
            throw new IOException(program + " is not a file");
        }
        if (!Files.isExecutable(program)) {
            throw new IOException(program + " may not be executed by this worker's user; chmod +x " + program);
        }
        if (Files.getPosixFilePermissions(program).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(program + " may be written by everybody; chmod o-w " + program);
        }
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** Reads all there is, so that the program never waits for it, and keeps the last of it. */
    private static final class Reader {
        private final InputStream in;
        private final int mostBytes;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final CountDownLatch end = new CountDownLatch(1);
        private boolean isCut;

        private Reader(InputStream in, int mostBytes) {
            this.in = in;
            this.mostBytes = mostBytes;
        }

        static Reader start(InputStream in, int mostBytes) {
            Reader reader = new Reader(in, mostBytes);
            RunThreads.start("site-script", reader::read);
            return reader;
        }

        private void read() {
            byte[] chunk = new byte[CHUNK];
            try (in) {
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    keep(chunk, count);
                }
            } catch (IOException closed) {
                // What was read until then is what it said.
            } finally {
                end.countDown();
            }
        }

        private synchronized void keep(byte[] chunk, int count) {
            kept.write(chunk, 0, count);
            if (kept.size() > mostBytes) {
                byte[] all = kept.toByteArray();
                kept.reset();
                kept.write(all, all.length - mostBytes, mostBytes);
                isCut = true;
            }
        }

        String text() throws InterruptedException {
            if (!end.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("Something that the script started still holds its output; the rest is not waited for");
            }
            return soFar();
        }

        private synchronized String soFar() {
            return kept.toString(StandardCharsets.UTF_8);
        }

        synchronized boolean isCut() {
            return isCut;
        }
    }
}
