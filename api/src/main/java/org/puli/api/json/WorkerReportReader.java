package org.puli.api.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.ProbeReport;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads reports field by field, as the mapper would into records that it knows nothing of. A dispatcher reads one for
 * each command that ends. What seldom is in a report is left to the mapper.
 */
final class WorkerReportReader extends ValueDeserializer<WorkerReport> {
    @Override
    public @Nullable WorkerReport deserialize(JsonParser from, DeserializationContext context) {
        return new Fields(from, context).record(new Report());
    }

    /** The fields of a {@link WorkerReport}. */
    private static final class Report implements Fields.Into<WorkerReport> {
        private int protocol;
        private @Nullable WorkerName worker;
        private @Nullable String bootId;
        private long number;
        private @Nullable String farmId;
        private @Nullable OrdersNumber ordersSeen;
        private @Nullable WorkerFacts facts;
        private List<RunState> running = List.of();
        private List<EndedRun> ended = List.of();
        private List<String> found = List.of();
        private @Nullable Availability availability;
        private @Nullable ProbeReport probed;
        private @Nullable MachineHealth health;

        @Override
        public boolean take(String name, Fields value) {
            switch (name) {
                case "protocol" -> protocol = value.small();
                case "worker" -> worker = value.worker();
                case "bootId" -> bootId = value.text();
                case "number" -> number = value.number();
                case "farmId" -> farmId = value.text();
                case "ordersSeen" -> ordersSeen = value.record(new Place());
                case "facts" -> facts = value.other(WorkerFacts.class);
                case "running" -> running = value.records(RunStateFields::new);
                case "ended" -> ended = value.records(EndedRunFields::new);
                case "found" -> found = value.others(String.class);
                case "availability" -> availability = value.other(Availability.class);
                case "probed" -> probed = value.other(ProbeReport.class);
                case "health" -> health = value.other(MachineHealth.class);
                default -> {
                    return false;
                }
            }
            return true;
        }

        @Override
        public WorkerReport made() {
            return new WorkerReport(
                    protocol,
                    Fields.asTold(worker),
                    Fields.asTold(bootId),
                    number,
                    farmId,
                    Fields.asTold(ordersSeen),
                    facts,
                    running,
                    ended,
                    found,
                    availability,
                    probed,
                    health);
        }
    }

    /** The fields of an {@link OrdersNumber}. */
    private static final class Place implements Fields.Into<OrdersNumber> {
        private long epoch;
        private long number;

        @Override
        public boolean take(String name, Fields value) {
            switch (name) {
                case "epoch" -> epoch = value.number();
                case "number" -> number = value.number();
                default -> {
                    return false;
                }
            }
            return true;
        }

        @Override
        public OrdersNumber made() {
            return new OrdersNumber(epoch, number);
        }
    }
}
