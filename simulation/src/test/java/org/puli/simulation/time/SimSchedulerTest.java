package org.puli.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimSchedulerTest {
    private final Actor dispatcher = new Actor("dispatcher");
    private final List<String> happened = new ArrayList<>();

    private SimScheduler scheduler(long seed) {
        return new SimScheduler(new Chance(seed), Trace.silent(), dispatcher);
    }

    @Test
    void timeOrdersWhatHappens() {
        SimScheduler scheduler = scheduler(1);
        scheduler.after(20, dispatcher, "second", () -> happened.add("second"));
        scheduler.after(10, dispatcher, "first", () -> happened.add("first at " + scheduler.now()));
        while (scheduler.step()) {
            assertThat(scheduler.now()).isLessThanOrEqualTo(20);
        }
        assertThat(happened).containsExactly("first at 10", "second");
    }

    @Test
    void amongEqualTimesTheSeedDecides() {
        TreeSet<String> orders = new TreeSet<>();
        for (long seed = 0; seed < 50; seed++) {
            happened.clear();
            SimScheduler scheduler = scheduler(seed);
            for (String name : List.of("a", "b", "c")) {
                scheduler.after(5, dispatcher, name, () -> happened.add(name));
            }
            scheduler.step();
            scheduler.step();
            scheduler.step();
            orders.add(String.join("", happened));
        }
        assertThat(orders).containsExactly("abc", "acb", "bac", "bca", "cab", "cba");
    }

    @Test
    void whatHappensToSomebodyUnderAFaultIsCounted() {
        Actor worker = new Actor("worker");
        SimScheduler scheduler = scheduler(1);
        worker.trouble(10);
        scheduler.after(5, worker, "in trouble", () -> {});
        scheduler.after(6, dispatcher, "all well here", () -> {});
        scheduler.after(11, worker, "over", () -> {});
        while (scheduler.step()) {
            scheduler.note(worker, "something");
        }
        assertThat(scheduler.stepCount()).isEqualTo(3);
        assertThat(scheduler.troubledCount()).isEqualTo(1);
    }
}
