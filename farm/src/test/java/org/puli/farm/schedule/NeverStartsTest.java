package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.TaskSpec;
import org.puli.farm.FarmFixture;

/** What is told of work that can never start. */
class NeverStartsTest {
    private static final String TOO_SMALL = " (1 worker: 1 with fewer than 2000 cores)";

    private final FarmFixture farm = farm().workers(1, 1_500);

    private List<String> warnings(TaskSpec... tasks) {
        return farm.why.warnings(farm.submit(job(tasks)));
    }

    /** So many tasks, each of another size, from this many cores on. */
    private static Stream<TaskSpec> kinds(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(cores -> task("t" + cores, "1", cores(cores)));
    }

    private static TaskSpec[] followed(Stream<TaskSpec> first, TaskSpec... last) {
        return Stream.concat(first, Stream.of(last)).toArray(TaskSpec[]::new);
    }

    @Test
    void whatFollowsManyKindsThatCanRunIsWarnedOf() {
        assertThat(warnings(followed(kinds(1, 10), task("big", "1", cores(2_000)))))
                .containsExactly("no worker in pool default is right for task 'big'" + TOO_SMALL);
        assertThat(warnings(followed(kinds(1, 999), task("big", "1", cores(2_000)))))
                .hasSize(1);
    }

    @Test
    void thatKindsWereLeftOutIsSaid() {
        assertThat(warnings(followed(kinds(1, 1_000), task("big", "1", cores(2_000)))))
                .containsExactly("only the first 1000 of its 1001 kinds of work were looked at");
    }

    @Test
    void looksAtWorkersAreBounded() {
        // Only the last of many workers is right, so that every kind of work looks at all of them.
        FarmFixture large = farm().workers(5_000, 1).workers(1, 1_500);
        assertThat(large.why.warnings(large.submit(job(followed(kinds(2, 101))))))
                .containsExactly("only the first 20 of its 101 kinds of work were looked at");
    }

    @Test
    void tenWarningsAreToldInFullAndMoreIsSaidToBeThere() {
        assertThat(warnings(followed(kinds(2_000, 10))))
                .hasSize(10)
                .last()
                .asString()
                .contains("task 't2009'");
        assertThat(warnings(followed(kinds(2_000, 11))))
                .hasSize(11)
                .last()
                .isEqualTo("there is more of it that can never start; 'puli job why' tells of what waits");
    }

    @Test
    void allTasksOfOneKindAreToldOf() {
        assertThat(warnings(task("a", "1", cores(2_000)), task("b", "1", cores(2_000))))
                .containsExactly("no worker in pool default is right for tasks 'a' and 'b'" + TOO_SMALL);
        assertThat(warnings(followed(Stream.of("a", "b", "c", "d", "e").map(name -> task(name, "1", cores(2_000))))))
                .containsExactly("no worker in pool default is right for tasks 'a', 'b' and 3 more" + TOO_SMALL);
    }

    @Test
    void moreSeatsThanALicenseHasAreWarnedOf() {
        farm.license("nuke", 2).license("maya", 1);
        assertThat(warnings(task("x", "1", licensed("nuke", 9))))
                .containsExactly("license nuke has 2 seats, task 'x' needs 9");
        assertThat(warnings(task("x", "1", licensed("maya", 2)), task("y", "1", licensed("maya", 2))))
                .containsExactly("license maya has 1 seat, tasks 'x' and 'y' need 2");
        assertThat(warnings(task("x", "1", licensed("nuke", 2)))).isEmpty();
    }
}
