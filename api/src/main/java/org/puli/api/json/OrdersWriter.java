package org.puli.api.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandLine;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes orders field by field, as the mapper would by asking each record what it is made of. A dispatcher writes them
 * once for each command that starts, and that took a third of its sender's time. What seldom is in an order is left to
 * the mapper.
 */
final class OrdersWriter extends ValueSerializer<WorkerOrders> {
    @Override
    public Class<?> handledType() {
        return WorkerOrders.class;
    }

    @Override
    public void serialize(WorkerOrders orders, JsonGenerator to, SerializationContext context) {
        to.writeStartObject();
        to.writeStringProperty("farmId", orders.farmId());
        to.writeObjectPropertyStart("number");
        to.writeNumberProperty("epoch", orders.number().epoch());
        to.writeNumberProperty("number", orders.number().number());
        to.writeEndObject();
        to.writeArrayPropertyStart("run");
        orders.run().forEach(run -> write(run, to));
        to.writeEndArray();
        to.writeArrayPropertyStart("forget");
        orders.forget().forEach(ended -> write(ended, to));
        to.writeEndArray();
        to.writeNumberProperty("heartbeatMillis", orders.heartbeatMillis());
        to.writeNumberProperty("lostAfterMillis", orders.lostAfterMillis());
        if (!orders.files().isEmpty()) {
            write("files", orders.files(), to);
        }
        writeUnlessNull("probe", orders.probe(), to);
        writeUnlessZero("answers", orders.answers(), to);
        writeUnlessZero("wallMillis", orders.wallMillis(), to);
        writeIfTrue("sleep", orders.sleep(), to);
        writeIfTrue("asleep", orders.asleep(), to);
        to.writeEndObject();
    }

    private static void write(RunOrder run, JsonGenerator to) {
        to.writeStartObject();
        to.writeName("attempt");
        write(run.attempt(), to);
        to.writeNumberProperty("leaseId", run.leaseId());
        to.writeName("details");
        if (run.details() == null) {
            to.writeNull();
        } else {
            write(run.details(), to);
        }
        to.writeEndObject();
    }

    private static void write(AttemptRef attempt, JsonGenerator to) {
        to.writeStartObject();
        to.writeNumberProperty("command", attempt.command().value());
        to.writeNumberProperty("attempt", attempt.attempt());
        to.writeEndObject();
    }

    private static void write(RunDetails details, JsonGenerator to) {
        to.writeStartObject();
        to.writeNumberProperty("job", details.job().value());
        to.writeStringProperty("jobName", details.jobName());
        to.writeNumberProperty("task", details.task().value());
        to.writeStringProperty("taskName", details.taskName());
        to.writeNumberProperty("command", details.command().value());
        to.writeStringProperty("owner", details.owner());
        to.writeName("commandLine");
        write(details.commandLine(), to);
        to.writeStringProperty(
                "frames", details.frames() == null ? null : details.frames().toString());
        to.writeStringProperty("workingDirectory", details.workingDirectory());
        write("environment", details.environment(), to);
        to.writeNumberProperty("cores", details.cores());
        to.writeNumberProperty("memoryBytes", details.memoryBytes());
        to.writeNumberProperty("timeoutMillis", details.timeoutMillis());
        writeUnlessNull("watch", details.watch(), to);
        writeUnlessNull("limits", details.limits(), to);
        writeUnlessNull("paths", details.paths(), to);
        writeUnlessNull("stretches", details.stretches(), to);
        writeIfTrue("ownerKnown", details.ownerKnown(), to);
        writeUnlessZero("gpus", details.gpus(), to);
        to.writeEndObject();
    }

    private static void write(CommandLine line, JsonGenerator to) {
        to.writeStartObject();
        write("arguments", line.arguments(), to);
        to.writeBooleanProperty("shell", line.shell());
        to.writeEndObject();
    }

    private static void write(String name, List<String> texts, JsonGenerator to) {
        to.writeArrayPropertyStart(name);
        texts.forEach(to::writeString);
        to.writeEndArray();
    }

    private static void write(String name, Map<String, String> texts, JsonGenerator to) {
        to.writeObjectPropertyStart(name);
        texts.forEach(to::writeStringProperty);
        to.writeEndObject();
    }

    private static void writeUnlessNull(String name, @Nullable Object value, JsonGenerator to) {
        if (value != null) {
            to.writePOJOProperty(name, value);
        }
    }

    private static void writeUnlessZero(String name, long number, JsonGenerator to) {
        if (number != 0) {
            to.writeNumberProperty(name, number);
        }
    }

    private static void writeIfTrue(String name, boolean holds, JsonGenerator to) {
        if (holds) {
            to.writeBooleanProperty(name, true);
        }
    }
}
