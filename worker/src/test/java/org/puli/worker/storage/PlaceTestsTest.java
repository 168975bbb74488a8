package org.puli.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;

class PlaceTestsTest {
    private final Map<String, Consumer<PathFinding>> asked = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final PlaceTests tests = new PlaceTests(
            (probe, answer) -> {
                asked.put(probe.root(), answer);
                log.add(probe.root());
            },
            () -> {});

    private static PathProbe probe(String name) {
        return new PathProbe(name, "/mnt/" + name, false);
    }

    private static ProbeOrder order(long round, String... names) {
        return new ProbeOrder(
                round, List.of(names).stream().map(PlaceTestsTest::probe).toList());
    }

    private void answer(String name, State state) {
        asked.get("/mnt/" + name).accept(PathFinding.bad(probe(name), state, null));
    }

    @Test
    void aRoundIsTestedOnceAndToldWhenAllOfItIsKnown() {
        tests.follow(order(7, "a", "b"));
        tests.turn(0);
        assertThat(log).containsExactly("/mnt/a", "/mnt/b");
        answer("b", State.MISSING);
        tests.turn(1);
        assertThat(tests.findReport()).isNull();
        answer("a", State.OK);
        tests.turn(2);
        assertThat(tests.findReport()).isNotNull();
        assertThat(tests.findReport().round()).isEqualTo(7);
        assertThat(tests.findReport().findings())
                .extracting(PathFinding::state)
                .containsExactly(State.OK, State.MISSING);
        tests.follow(order(7, "a", "b"));
        tests.turn(3);
        assertThat(log).hasSize(2);
        assertThat(tests.findReport()).isNotNull();
        tests.follow(null);
        assertThat(tests.findReport()).isNull();
        // An old order that comes once more begins nothing.
        tests.follow(order(7, "a", "b"));
        tests.turn(4);
        assertThat(log).hasSize(2);
        tests.follow(order(8, "a"));
        tests.turn(5);
        assertThat(log).hasSize(3);
    }

    @Test
    void whatHangsIsGivenUpAfterTenSecondsAndTheRestIsToldAllTheSame() {
        tests.follow(order(1, "dead", "good"));
        tests.turn(0);
        answer("good", State.OK);
        assertThat(tests.untilNext(4_000)).isEqualTo(6_000);
        tests.turn(9_999);
        assertThat(tests.findReport()).isNull();
        tests.turn(10_000);
        assertThat(tests.findReport().findings())
                .extracting(finding -> finding.name() + " " + finding.state() + " " + finding.detail())
                .containsExactly("dead HANGING has not answered for 10 s", "good OK null");
        assertThat(tests.untilNext(10_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatStillHangsIsNotBegunAgain() {
        tests.follow(order(1, "dead"));
        tests.turn(0);
        tests.turn(10_000);
        tests.follow(order(2, "dead"));
        tests.turn(100_000);
        assertThat(log).hasSize(1);
        assertThat(tests.findReport().findings().getFirst().detail()).isEqualTo("has not answered for 100 s");
        answer("dead", State.OK);
        tests.follow(order(3, "dead"));
        tests.turn(100_001);
        // The late answer is of now: it is as good as one of a new test.
        assertThat(tests.findReport().findings().getFirst().state()).isEqualTo(State.OK);
        tests.follow(order(4, "dead"));
        tests.turn(100_002);
        assertThat(log).hasSize(2);
    }

    @Test
    void eightAreOutAtOnceAndWhereAllHangTheOthersAreToldToBeUntested() {
        String[] names = IntStream.range(0, 10).mapToObj(number -> "m" + number).toArray(String[]::new);
        tests.follow(order(1, names));
        tests.turn(0);
        assertThat(log).hasSize(PlaceTests.MOST_AT_ONCE);
        answer("m0", State.OK);
        tests.turn(1);
        assertThat(log).hasSize(9);
        tests.turn(10_000);
        assertThat(tests.findReport()).isNull();
        tests.turn(10_001);
        assertThat(tests.findReport().findings()).hasSize(10);
        PathFinding last = tests.findReport().findings().getLast();
        assertThat(last.state()).isEqualTo(State.FAILED);
        assertThat(last.detail()).isEqualTo("not tested, since 8 other places hang");
    }

    @Test
    void anOrderWithoutPlacesIsAnsweredAtOnce() {
        tests.follow(order(5));
        assertThat(tests.untilNext(0)).isZero();
        tests.turn(0);
        assertThat(tests.findReport().findings()).isEmpty();
    }
}
