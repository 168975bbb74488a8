package org.puli.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.availability.LocalPause;
import org.puli.worker.availability.PauseFile;
import org.puli.worker.availability.Reasons;
import org.puli.worker.availability.Schedule;
import org.puli.worker.availability.Watched;
import org.puli.worker.availability.Willingness;
import org.puli.worker.availability.WorkHours;
import org.puli.worker.control.ControlSocket;
import org.puli.worker.link.WebSocketLink;
import org.puli.worker.presence.CpuOfOthers;
import org.puli.worker.presence.LogindSessions;
import org.puli.worker.presence.SignReader;
import org.puli.worker.presence.UserPresence;
import org.puli.worker.presence.XIdle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's life on its own machine: what keeps it from work there, and whoever talks to it there. */
final class LocalSide {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSide.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PRESENCE_LOOK = Duration.ofSeconds(5);

    private final LocalPause pause;
    private final Ending ending;
    private final Willingness willingness;
    private final AtomicLong heardAt = new AtomicLong();
    private @Nullable ControlSocket door;

    private LocalSide(LocalPause pause, Ending ending, Willingness willingness) {
        this.pause = pause;
        this.ending = ending;
        this.willingness = willingness;
    }

    /** Begins to look at whatever may keep the worker from work. */
    static LocalSide open(WorkerConfig config, Ending ending, Runnable wake) {
        LocalPause pause = LocalPause.open(config.data().resolve("local-pause.json"));
        AvailabilitySettings settings = config.availability();
        List<Willingness> all = new ArrayList<>(List.of(ending, pause));
        Path file = settings.pauseFile();
        if (file != null) {
            all.add(Watched.start("pause-file", new PauseFile(file, settings.pauseFileRunning()), LOOK, wake));
        }
        WorkHours hours = settings.hours();
        if (hours != null) {
            Schedule schedule =
                    new Schedule(hours, settings.hoursRunning(), InstantSource.system(), ZoneId.systemDefault());
            all.add(Watched.start("hours", schedule, LOOK, wake));
        }
        PresenceSettings presence = settings.presence();
        if (presence != null) {
            all.add(Watched.start("presence", presence(presence), PRESENCE_LOOK, wake));
        }
        return new LocalSide(pause, ending, new Reasons(all));
    }

    private static UserPresence presence(PresenceSettings settings) {
        LongSupplier mono = WorkerClocks.system()::monoMillis;
        List<SignReader> readers = settings.signs().stream()
                .map(sign -> switch (sign) {
                    case LOGIND -> new LogindSessions("loginctl", InstantSource.system());
                    case X -> new XIdle("xprintidle");
                    case CPU -> new CpuOfOthers(ProcessHandle.current().pid(), settings.cores(), mono);
                })
                .toList();
        return new UserPresence(readers, settings.idle(), settings.running(), mono);
    }

    /** Whether the worker wants work. */
    Willingness willingness() {
        return willingness;
    }

    /** When orders came in last, milliseconds since 1970; 0 for never. From any thread. */
    long heardAt() {
        return heardAt.get();
    }

    /** Orders came in. From any thread. */
    void heard() {
        heardAt.set(System.currentTimeMillis());
    }

    /** Opens the door; a worker that cannot is a worker all the same. */
    void listen(
            WorkerConfig config,
            String version,
            Supplier<@Nullable WorkerReport> latest,
            WebSocketLink link,
            Runnable wake) {
        LocalDesk desk = new LocalDesk(new LocalDesk.Parts(
                config,
                version,
                pause,
                willingness,
                ending,
                latest,
                heardAt::get,
                () -> LinkWords.of(link.findLinked(), link.findProblem()),
                InstantSource.system(),
                wake));
        try {
            door = ControlSocket.open(config.data(), desk);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("'puli worker local' will not work here: {}", e.getMessage());
        }
    }

    void close() throws IOException {
        ControlSocket open = door;
        if (open != null) {
            open.close();
        }
    }
}
