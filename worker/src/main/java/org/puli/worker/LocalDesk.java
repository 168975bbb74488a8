package org.puli.worker;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.config.Amounts;
import org.puli.api.local.LocalAnswer;
import org.puli.api.local.LocalHold;
import org.puli.api.local.LocalLink;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.availability.LocalPause;
import org.puli.worker.availability.Willingness;
import org.puli.worker.control.Desk;
import org.puli.worker.run.RunSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what somebody at the machine asks for. Safe on every thread. */
final class LocalDesk implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDesk.class);

    /**
     * What it has to do with.
     *
     * @param latest the worker's newest report; null before the first
     * @param heardAt when orders came last, milliseconds since 1970; 0 for never
     * @param link how its connection to a dispatcher is
     * @param wake brings the next turn of the loop
     */
    record Parts(
            WorkerConfig config,
            String version,
            LocalPause pause,
            Willingness willingness,
            Ending ending,
            Supplier<@Nullable WorkerReport> latest,
            LongSupplier heardAt,
            Supplier<LocalLink> link,
            InstantSource clock,
            Runnable wake) {}

    private final Parts parts;

    LocalDesk(Parts parts) {
        this.parts = parts;
    }

    @Override
    public LocalAnswer answer(LocalRequest request, String user) {
        String problem = problemWith(request);
        if (problem != null) {
            return LocalAnswer.refusal(problem);
        }
        LocalRequest.Verb verb = request.verb();
        if (verb != null && verb != LocalRequest.Verb.STATUS) {
            LOG.info("{} asks at this machine to {}: {}", user, verb, request.reason());
        }
        try {
            switch (verb) {
                case PAUSE -> hold(request, user, false);
                case DRAIN -> hold(request, user, true);
                case RESUME -> parts.pause().set(null);
                case LEAVE ->
                    parts.ending().leave(WorkerConfig.leaveTime(parts.config().stopTime()));
                case STOP -> parts.ending().ask(within(request));
                case STATUS -> {}
                case null -> {}
            }
        } catch (IOException e) {
            return LocalAnswer.refusal("this cannot be kept, so nothing has changed: " + e.getMessage());
        }
        parts.wake().run();
        return LocalAnswer.of(status());
    }

    private @Nullable String problemWith(LocalRequest request) {
        String reason = request.reason();
        if (reason != null && (reason.length() > Availability.LONGEST_REASON || !isLine(reason))) {
            return "a reason is one line of at most " + Availability.LONGEST_REASON + " characters";
        }
        boolean leaves = request.verb() == LocalRequest.Verb.LEAVE;
        if (leaves && parts.config().run().keep() == RunSettings.Keep.NEVER) {
            return "worker.keep is never here, so no running command would survive: use 'puli worker local stop'";
        }
        Long within = request.withinMillis();
        if (within != null && (within < 0 || within > WorkerConfig.LONGEST_STOP.toMillis())) {
            return "the time to end is from 0s to " + Amounts.text(WorkerConfig.LONGEST_STOP);
        }
        return null;
    }

    private static boolean isLine(String text) {
        return Text.isClean(text) && text.codePoints().noneMatch(Text::isInvisible);
    }

    private void hold(LocalRequest request, String user, boolean drains) throws IOException {
        OfRunning asked = request.running();
        OfRunning running = asked == null || drains ? OfRunning.FINISH : asked;
        parts.pause()
                .set(new LocalHold(
                        drains, request.reason(), running, user, parts.clock().millis()));
    }

    private Duration within(LocalRequest request) {
        Long millis = request.withinMillis();
        return millis == null ? parts.config().stopTime() : Duration.ofMillis(millis);
    }

    private LocalStatus status() {
        WorkerReport report = parts.latest().get();
        List<RunState> running = report == null ? List.of() : report.running();
        long heardAt = parts.heardAt().getAsLong();
        return new LocalStatus(
                parts.config().name(),
                parts.version(),
                ProcessHandle.current().pid(),
                parts.config().link().servers().stream().map(String::valueOf).toList(),
                heardAt == 0 ? null : heardAt,
                parts.willingness().now(),
                parts.pause().find(),
                parts.ending().isAsked(),
                running.size(),
                running.subList(0, Math.min(running.size(), LocalStatus.MOST_RUNNING)),
                report == null ? 0 : report.ended().size(),
                parts.link().get());
    }
}
