package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written by hand is what the mapper makes of the records. */
class OrdersWriterTest {
    private static final JsonMapper PLAIN = JsonMapper.builder().build();
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(1L << 40), 3);

    private static RunDetails bare() {
        return new RunDetails(
                new JobId(1),
                "a \"job\" of \u00fc\u6f22\ud83c\udfac\n",
                new TaskId(2),
                "t",
                new CommandId(1L << 40),
                "o",
                new CommandLine(List.of(), true),
                null,
                null,
                Map.of(),
                0.1,
                0,
                0,
                null,
                null);
    }

    private static RunDetails full() {
        RunDetails most = new RunDetails(
                new JobId(7),
                "job",
                new TaskId(8),
                "task",
                new CommandId(9),
                "owner",
                new CommandLine(List.of("blender", "-b", "", "\\\t"), false),
                FrameRange.parse("1-9x2,20"),
                "/shots",
                new TreeMap<>(Map.of("A", "1", "B", "")),
                2.5,
                1L << 33,
                60_000,
                new Lookout(5, "no seat"),
                new ProcessLimits(100, 0L, 5, 1, true, null));
        return most.withPaths(List.of(new PathRule("p", "/l", null, "W:\\", false, PathTest.NONE, List.of())))
                .withOwnerKnown(true)
                .withGpus(2)
                .with(FrameRange.parse("1,9"), List.of(FrameRange.parse("1"), FrameRange.parse("9")));
    }

    private static WorkerOrders orders(List<RunOrder> run) {
        return new WorkerOrders(
                "farm",
                new OrdersNumber(3, 1L << 35),
                run,
                List.of(ATTEMPT, new AttemptRef(new CommandId(5), 1)),
                1,
                2,
                List.of("/a", "/b"),
                new ProbeOrder(4, List.of()),
                5,
                6,
                true,
                true);
    }

    private static void assertSame(WorkerOrders orders) {
        assertThat(PLAIN.readTree(Json.write(orders))).isEqualTo(PLAIN.readTree(PLAIN.writeValueAsString(orders)));
        assertThat(Json.read(Json.writeBytes(orders), WorkerOrders.class)).isEqualTo(orders);
    }

    private static void assertNothingIsLeftOut(JsonNode written, Class<? extends Record> of) {
        assertThat(written.propertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(of.getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    @Test
    void ordersForNothingAreWrittenAsTheMapperWould() {
        assertSame(new WorkerOrders("farm", OrdersNumber.NONE, List.of(), List.of(), 0, 0));
    }

    @Test
    void ordersWithAllThereIsAreWrittenAsTheMapperWould() {
        assertSame(orders(List.of(
                new RunOrder(ATTEMPT, 4, null), new RunOrder(ATTEMPT, 0, bare()), new RunOrder(ATTEMPT, 5, full()))));
    }

    /** Whoever adds a component to one of these records adds it to the writer and to the orders above. */
    @Test
    void everyComponentIsWritten() {
        JsonNode written = PLAIN.readTree(Json.write(orders(List.of(new RunOrder(ATTEMPT, 5, full())))));
        assertNothingIsLeftOut(written, WorkerOrders.class);
        assertNothingIsLeftOut(written.get("number"), OrdersNumber.class);
        JsonNode run = written.get("run").get(0);
        assertNothingIsLeftOut(run, RunOrder.class);
        assertNothingIsLeftOut(run.get("attempt"), AttemptRef.class);
        assertNothingIsLeftOut(run.get("details"), RunDetails.class);
        assertNothingIsLeftOut(run.get("details").get("commandLine"), CommandLine.class);
    }
}
