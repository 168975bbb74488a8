package org.puli.dispatcher.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a process did to some files, in order, as strace saw it. */
final class DiskTrace {
    private static final String CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink";

    /** As in {@code 123 pwrite64(5</a/farm.db-wal>, "\x00", 1, 0) = 1}; the file is left out where none is open. */
    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((?:(?:\\d+<([^>]*)>)|\"([^\"]*)\")(.*)");

    private static final Pattern BYTES = Pattern.compile(", \"([^\"]*)\", (\\d+)(?:, (\\d+))?.*");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed.*");
    private static final int HEX = 16;

    private DiskTrace() {}

    /** One thing that was done to a file, named without its folder. */
    sealed interface Event {
        String file();
    }

    /** Bytes were written, and are on the disk when the file is synced. */
    // Never compared, and thousands of them: a list of numbers would take twenty times the room.
    @SuppressWarnings("ArrayRecordComponent")
    record Written(String file, int offset, byte[] bytes) implements Event {}

    /** It was cut, or grown, to a length. */
    record Cut(String file, int length) implements Event {}

    /** All that was done to it so far is on the disk. */
    record Synced(String file) implements Event {}

    /** Its name is gone. */
    record Deleted(String file) implements Event {}

    /** Whether there is a strace that may trace. */
    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a line to its end. */
    static List<Event> of(Path out, List<String> line) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-y",
                "-xx",
                "-s",
                "10000000",
                "-e",
                "trace=" + CALLS,
                "-e",
                "signal=none",
                "-o",
                out.toString()));
        all.addAll(line);
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("what was traced failed: " + said);
        }
        return parse(out);
    }

    private static List<Event> parse(Path out) throws IOException {
        List<Event> events = new ArrayList<>();
        Map<String, Event> unfinished = new HashMap<>();
        try (Stream<String> lines = Files.lines(out, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                Matcher call = CALL.matcher(line);
                Matcher resumed = RESUMED.matcher(line);
                if (call.matches()) {
                    Event event = event(call);
                    // A sync counts when it has ended, everything else may have happened when it began.
                    if (event instanceof Synced && line.contains("<unfinished")) {
                        unfinished.put(call.group(1), event);
                    } else if (event != null) {
                        events.add(event);
                    }
                } else if (resumed.matches() && unfinished.containsKey(resumed.group(1))) {
                    events.add(unfinished.remove(resumed.group(1)));
                }
            });
        }
        return events;
    }

    private static @Nullable Event event(Matcher call) {
        String path = call.group(3) != null ? text(call.group(3)) : text(call.group(4));
        String file = path.substring(path.lastIndexOf('/') + 1);
        String rest = call.group(5);
        return switch (call.group(2)) {
            case "fsync", "fdatasync" -> new Synced(file);
            case "unlink" -> new Deleted(file);
            case "ftruncate" -> new Cut(file, Integer.parseInt(rest.replaceAll("^, (\\d+).*", "$1")));
            default -> written(file, rest);
        };
    }

    private static Written written(String file, String rest) {
        Matcher bytes = BYTES.matcher(rest);
        if (!bytes.matches()) {
            throw new AssertionError("strace wrote what is not understood: " + rest);
        }
        int offset = bytes.group(3) == null ? -1 : Integer.parseInt(bytes.group(3));
        return new Written(file, offset, bytes(bytes.group(1)));
    }

    private static String text(String hex) {
        return hex.contains("\\x") ? new String(bytes(hex), StandardCharsets.UTF_8) : hex;
    }

    private static byte[] bytes(String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(hex.length() / 4);
        for (int i = 0; i + 3 < hex.length(); i += 4) {
            bytes.write(Integer.parseInt(hex, i + 2, i + 4, HEX));
        }
        return bytes.toByteArray();
    }
}
