package org.puli.cli.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.spec.Grace;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether commands of a pool are stopped for a share that is below its guaranteed minimum. */
final class PreemptOptions {
    @Option(
            names = "--preempt",
            paramLabel = "WHICH",
            converter = WhichConverter.class,
            description = "Which preemptible commands are stopped first for a share that is below its guaranteed"
                    + " minimum: off for none, oldest, or cheapest (what loses least).")
    private @Nullable Preempt preempt;

    @Option(
            names = "--preempt-grace",
            paramLabel = "TIME",
            converter = GraceConverter.class,
            description = "How long a share is below its minimum before that, such as 30s or 5m; at most 168h.")
    private @Nullable Grace grace;

    /** Reads which commands are stopped first. */
    static final class WhichConverter implements ITypeConverter<Preempt> {
        @Override
        public Preempt convert(String text) {
            for (Preempt preempt : Preempt.values()) {
                if (preempt.word().equals(text)) {
                    return preempt;
                }
            }
            throw new TypeConversionException("expected off, oldest or cheapest, found '" + text + "'");
        }
    }

    /** Reads how long a share waits. */
    static final class GraceConverter implements ITypeConverter<Grace> {
        @Override
        public Grace convert(String text) {
            Duration duration;
            try {
                duration = Amounts.duration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
            if (duration.compareTo(Grace.LONGEST) > 0) {
                throw new TypeConversionException(
                        "'" + text + "' is longer than " + Amounts.text(Grace.LONGEST) + ", which is the most");
            }
            return new Grace(duration);
        }
    }

    /** Whether any of it was said. */
    boolean isSaid() {
        return preempt != null || grace != null;
    }

    /** A pool with what was said, and else as it is. */
    PoolSpec applied(PoolSpec pool) {
        return pool.with(preempt == null ? pool.preempt() : preempt, grace == null ? pool.preemptGrace() : grace);
    }
}
