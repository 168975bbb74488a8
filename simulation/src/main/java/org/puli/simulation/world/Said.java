package org.puli.simulation.world;

import java.util.List;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/** What a message says, in few words for the trace; the words are made only when somebody reads them. */
record Said(Object message) {
    @Override
    public String toString() {
        return switch (message) {
            case WorkerReport report -> words(report);
            case WorkerOrders orders -> words(orders);
            default -> message.toString();
        };
    }

    private static String words(WorkerReport report) {
        List<String> running = report.running().stream()
                .map(run -> run.attempt() + " " + run.phase())
                .toList();
        List<String> ended = report.ended().stream()
                .map(run -> run.attempt() + " " + run.outcome())
                .toList();
        return report.number() + " of " + report.bootId() + ", has seen " + words(report.ordersSeen()) + ", runs "
                + running + ", ended " + ended
                + (report.facts() == null ? "" : ", has " + report.facts().cores() + " cores");
    }

    private static String words(WorkerOrders orders) {
        List<AttemptRef> run = orders.run().stream().map(RunOrder::attempt).toList();
        return words(orders.number()) + ": run " + run + ", forget " + orders.forget();
    }

    private static String words(OrdersNumber number) {
        return number.epoch() + "/" + number.number();
    }
}
