package org.puli.api.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Versions of the worker protocol that one side speaks. A worker offers its own as subprotocols of the WebSocket
 * handshake, the dispatcher answers with the newest that both speak. A worker that offers none speaks the first.
 *
 * @param oldest from 1
 * @param newest at least {@code oldest}
 */
public record ProtocolRange(int oldest, int newest) {
    /** What this release speaks: its own version and the one before. */
    public static final ProtocolRange SPOKEN = new ProtocolRange(WorkerReport.PROTOCOL - 1, WorkerReport.PROTOCOL);

    /** Spoken by whoever offers or chooses nothing: the version before there was a choice. */
    private static final int UNNAMED = 1;

    private static final Pattern NAME = Pattern.compile("puli\\.([1-9]\\d{0,5})");

    /** Refuses a range that is none. */
    public ProtocolRange {
        if (oldest < 1 || newest < oldest) {
            throw new IllegalArgumentException("there are no protocol versions from " + oldest + " to " + newest);
        }
    }

    /**
     * The versions as names of subprotocols. The oldest comes first: a dispatcher that knows of no choice repeats the
     * first name, and speaks the oldest.
     */
    public List<String> names() {
        return IntStream.rangeClosed(oldest, newest)
                .mapToObj(ProtocolRange::name)
                .toList();
    }

    /** The name of a version. */
    public static String name(int version) {
        return "puli." + version;
    }

    /** The version that a name means; {@code 1} for an empty one. Nothing when it means none. */
    public static OptionalInt version(String name) {
        if (name.isBlank()) {
            return OptionalInt.of(UNNAMED);
        }
        Matcher matcher = NAME.matcher(name.strip());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** The versions among names with commas between, in their order; other names are left out. */
    public static List<Integer> offered(String names) {
        List<Integer> versions = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            version(name).ifPresent(versions::add);
        }
        return versions;
    }

    /** The newest of these versions that this side speaks. */
    public OptionalInt choose(List<Integer> versions) {
        return versions.stream().mapToInt(Integer::intValue).filter(this::has).max();
    }

    /** Whether this side speaks a version. */
    public boolean has(int version) {
        return version >= oldest && version <= newest;
    }

    /** Why a worker of these versions, of which this dispatcher speaks none, is refused, and which side to upgrade. */
    public String refusal(List<Integer> versions) {
        IntStream all = versions.stream().mapToInt(Integer::intValue);
        boolean isNewer = all.max().orElse(0) > newest;
        String theirs = versions.isEmpty()
                ? "none of Puli's"
                : String.join(", ", versions.stream().map(String::valueOf).toList());
        return "this worker speaks version " + theirs + " of the worker protocol, this dispatcher " + this
                + ": upgrade the " + (isNewer ? "dispatcher" : "worker")
                + " (a dispatcher serves workers of its own version and of the one before)";
    }

    /** For people, as {@code 1 to 2}. */
    @Override
    public String toString() {
        return oldest == newest ? String.valueOf(oldest) : oldest + " to " + newest;
    }
}
