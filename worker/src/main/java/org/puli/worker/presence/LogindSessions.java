package org.puli.worker.presence;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.worker.run.SystemProgram;

/**
 * Sessions of people at this machine, as systemd-logind knows them: one that is active, not remote and not locked is in
 * use until its desktop says that it is idle. A desktop that never says so is in use while somebody is logged in.
 */
public final class LogindSessions implements SignReader {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_SESSIONS = 100;
    private static final List<String> ASKED =
            List.of("Name", "Class", "Remote", "Active", "IdleHint", "IdleSinceHint", "LockedHint");

    private final String program;
    private final InstantSource clock;

    /** Asks a program that understands what {@code loginctl} does. */
    public LogindSessions(String program, InstantSource clock) {
        this.program = program;
        this.clock = clock;
    }

    @Override
    public @Nullable Sign look() throws IOException {
        List<String> line = new ArrayList<>(List.of(program, "show-session"));
        List<String> sessions = SystemProgram.ask(List.of(program, "list-sessions", "--no-legend"), LIMIT)
                .lines()
                .map(session -> session.strip().split("\\s+", 2)[0])
                .filter(id -> id.matches("[A-Za-z0-9_]{1,32}"))
                .limit(MOST_SESSIONS)
                .toList();
        if (sessions.isEmpty()) {
            return null;
        }
        line.addAll(sessions);
        ASKED.forEach(name -> line.add("--property=" + name));
        return blocks(SystemProgram.ask(line, LIMIT)).stream()
                .map(this::findSign)
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(Sign::ageMillis))
                .orElse(null);
    }

    /** One block of lines for each session, with an empty line between. */
    private static List<Map<String, String>> blocks(String text) {
        List<Map<String, String>> blocks = new ArrayList<>();
        for (String block : text.split("\n\\s*\n", -1)) {
            Map<String, String> values = new TreeMap<>();
            block.lines()
                    .map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> values.put(pair[0], pair[1]));
            blocks.add(values);
        }
        return blocks;
    }

    private @Nullable Sign findSign(Map<String, String> session) {
        boolean isPerson = session.getOrDefault("Class", "").equals("user");
        boolean isHere = is(session, "Active") && !is(session, "Remote") && !is(session, "LockedHint");
        if (!isPerson || !isHere) {
            return null;
        }
        String words = session.getOrDefault("Name", "somebody") + " is logged in and active";
        if (!is(session, "IdleHint")) {
            return new Sign(words, 0);
        }
        String since = session.getOrDefault("IdleSinceHint", "");
        return since.matches("[1-9]\\d{0,17}")
                ? new Sign(words, Math.max(0, clock.millis() - Long.parseLong(since) / 1000))
                : null;
    }

    private static boolean is(Map<String, String> session, String name) {
        return session.getOrDefault(name, "no").equals("yes");
    }
}
