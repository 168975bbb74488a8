package org.puli.cli.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.AttemptView;
import org.puli.api.view.CommandView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.Sizes;
import org.puli.cli.shared.Times;

/**
 * A command and what became of its tries.
 *
 * @param history its ended tries, the oldest first
 */
record CommandHistory(@JsonUnwrapped CommandView command, List<AttemptView> history) {
    static final Columns<AttemptView> ATTEMPTS = new Columns<AttemptView>()
            .number("TRY", "attempt", AttemptView::attempt)
            .text("OUTCOME", "outcome", AttemptView::outcome)
            .wide("WORKER", "worker", AttemptView::worker)
            .time("ENDED", "endedAt", AttemptView::endedAt)
            .shown("TOOK", attempt -> Times.between(attempt.startedAt(), attempt.endedAt()))
            .shown("CPU", attempt -> duration(attempt.cpuMillis()))
            .shown("MEMORY", size(AttemptView::peakMemoryBytes))
            .shown("READ", size(AttemptView::readBytes))
            .shown("WROTE", size(AttemptView::writtenBytes))
            .number("EXIT", "exitCode", AttemptView::exitCode)
            .number("SIGNAL", "signal", AttemptView::signal)
            .wide("REASON", "reason", AttemptView::reason);

    /** The newest try that told anything of its result; null when none did. */
    @Nullable
    AttemptView findTelling() {
        return history.reversed().stream()
                .filter(attempt -> !attempt.results().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String duration(@Nullable Long millis) {
        return millis == null ? null : Times.text(Duration.ofMillis(millis));
    }

    private static Function<AttemptView, @Nullable Object> size(Function<AttemptView, @Nullable Long> bytes) {
        return attempt -> {
            Long size = bytes.apply(attempt);
            return size == null ? null : Sizes.text(size);
        };
    }
}
