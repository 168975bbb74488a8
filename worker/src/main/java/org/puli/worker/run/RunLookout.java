package org.puli.worker.run;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Lookout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches an attempt for what its job asks to be watched: silence for too long, and lines that tell of a missing
 * license. Safe on every thread.
 */
final class RunLookout {
    private static final Logger LOG = LoggerFactory.getLogger(RunLookout.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final @Nullable Lookout wish;
    private final Path log;
    private @Nullable LicenseReader licenses;
    private boolean hasBegun;
    private long size;
    private long newsNanos;

    RunLookout(@Nullable Lookout wish, Path log) {
        this.wish = wish;
        this.log = log;
    }

    /** The first process has started. */
    synchronized void begin() {
        hasBegun = true;
        size = size();
        newsNanos = System.nanoTime();
        String pattern = wish == null ? null : wish.licensePattern();
        if (pattern != null) {
            try {
                licenses = new LicenseReader(log, Pattern.compile(pattern), 0);
            } catch (PatternSyntaxException e) {
                LOG.warn("the pattern '{}' for missing licenses is not understood: {}", pattern, e.getMessage());
            }
        }
    }

    /** It told other progress than before. */
    synchronized void news() {
        newsNanos = System.nanoTime();
    }

    /** Looks at what it wrote since the last look; what stands before this place may be gone. */
    synchronized void look(long cutEnd) {
        if (!hasBegun || wish == null) {
            return;
        }
        long now = size();
        if (now != size) {
            size = now;
            newsNanos = System.nanoTime();
        }
        if (licenses != null) {
            licenses.skipTo(cutEnd);
            licenses.read(LOOK_NANOS);
        }
    }

    /** Whether it has told and written nothing for longer than it may. */
    synchronized boolean isSilent() {
        long limit = limitMillis();
        return hasBegun && limit > 0 && System.nanoTime() - newsNanos > TimeUnit.MILLISECONDS.toNanos(limit);
    }

    /** How long it may be silent; 0 for as long as it likes. */
    long limitMillis() {
        return wish == null ? 0 : wish.noProgressMillis();
    }

    /** Whether a line of its output says that a license is missing; to be asked when it has ended. */
    synchronized boolean lacksLicense() {
        if (licenses != null) {
            licenses.readLast(LAST_LOOK_NANOS);
        }
        return licenses != null && licenses.hasMatched();
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException gone) {
            return size;
        }
    }
}
