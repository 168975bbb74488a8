package org.puli.worker.host;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineFacts.Gpu;
import org.puli.api.sync.MachineSample.GpuUse;
import org.puli.worker.run.SystemProgram;

/** Asks NVIDIA's own program for this machine's GPUs. Safe on every thread; blocks while it runs. */
final class NvidiaSmi {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MIB_SHIFT = 20;
    private static final double PERCENT = 100;
    private static final String FIELDS =
            "index,uuid,name,memory.total,memory.used,utilization.gpu,temperature.gpu,driver_version";
    /** Fields before and behind the name, which alone may contain commas. */
    private static final int BEFORE = 2;

    private static final int BEHIND = 5;

    private final String program;

    /** One GPU as it is now. */
    record Seen(Gpu gpu, GpuUse use) {}

    /** Asks a program that understands what {@code nvidia-smi} does. */
    NvidiaSmi(String program) {
        this.program = program;
    }

    /**
     * All GPUs in the order of their indexes.
     *
     * @throws IOException in words, when it cannot be asked or says something else
     */
    List<Seen> ask() throws IOException {
        String said =
                SystemProgram.ask(List.of(program, "--query-gpu=" + FIELDS, "--format=csv,noheader,nounits"), LIMIT);
        // The driver may write warnings between the lines.
        List<Seen> seen = said.lines()
                .flatMap(line -> Stream.ofNullable(find(line)))
                .sorted(Comparator.comparingInt(one -> one.gpu().index()))
                .limit(MachineFacts.MOST_GPUS)
                .toList();
        if (seen.isEmpty() && !said.isBlank()) {
            throw new IOException(
                    program + " says '" + Text.line(said, MachineFacts.LONGEST_NAME) + "' where GPUs were expected");
        }
        return seen;
    }

    private static @Nullable Seen find(String line) {
        List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
        fields.replaceAll(String::strip);
        int end = fields.size() - BEHIND;
        if (end <= BEFORE || !fields.getFirst().matches("\\d{1,4}")) {
            return null;
        }
        int index = Integer.parseInt(fields.getFirst());
        String name = Text.line(String.join(", ", fields.subList(BEFORE, end)), MachineFacts.LONGEST_NAME);
        List<String> rest = fields.subList(end, fields.size());
        String uuid = Text.line(fields.get(1), MachineFacts.LONGEST_NAME);
        String driver = Text.line(rest.getLast(), MachineFacts.LONGEST_NAME);
        return new Seen(
                new Gpu(index, uuid, name, number(rest.getFirst()) << MIB_SHIFT, driver),
                new GpuUse(index, Math.min(1, number(rest.get(2)) / PERCENT), number(rest.get(1)) << MIB_SHIFT, (int)
                        number(rest.get(3))));
    }

    /** What a GPU does not tell is written in brackets. */
    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
