package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.task;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.FarmFixture;
import org.puli.farm.License;
import org.puli.farm.request.SetLicense;

class CheapestFirstTest {
    private static final LicenseName NUKE = new LicenseName("nuke");

    /** The first of four workers holds two seats of so many, the second one. */
    private static License nuke(int seats) {
        FarmFixture farm = FarmFixture.farm().workers(4, 1);
        farm.ask(new SetLicense(new LicenseSpec(NUKE, seats, SeatsPer.WORKER)));
        farm.submit(job(task("two", "1", licensed("nuke", 2)), task("one", "1", licensed("nuke", 1))));
        assertThat(farm.plan()).hasSize(2);
        return requireNonNull(farm.farm.findLicense(NUKE));
    }

    private static BitSet workers(int... numbers) {
        BitSet workers = new BitSet();
        for (int number : numbers) {
            workers.set(number);
        }
        return workers;
    }

    private static List<BitSet> sets(BitSet workers, License license, int wanted) {
        List<BitSet> sets = new ArrayList<>();
        new CheapestFirst(workers, license, wanted).forEachRemaining(sets::add);
        return sets;
    }

    @Test
    void whoHoldsMoreComesFirst() {
        License nuke = nuke(9);
        assertThat(sets(workers(1, 2, 3, 4), nuke, 2)).containsExactly(workers(1), workers(2), workers(3, 4));
        assertThat(sets(workers(1, 2, 3, 4), nuke, 1)).containsExactly(workers(1, 2), workers(3, 4));
    }

    @Test
    void whoIsNotRightIsInNoSet() {
        assertThat(sets(workers(2, 4), nuke(9), 2)).containsExactly(workers(), workers(2), workers(4));
    }

    @Test
    void whatTakesMoreThanIsFreeIsNoChoice() {
        assertThat(sets(workers(1, 2, 3, 4), nuke(4), 2)).containsExactly(workers(1), workers(2));
        assertThat(sets(workers(1, 2, 3, 4), nuke(3), 2)).containsExactly(workers(1));
        assertThat(sets(workers(1, 2, 3, 4), nuke(3), 3)).containsExactly(workers());
    }

    @Test
    void afterTheLastSetThereIsNone() {
        CheapestFirst sets = new CheapestFirst(workers(1), nuke(3), 1);
        sets.next();
        assertThat(sets.hasNext()).isFalse();
        assertThatThrownBy(sets::next).isInstanceOf(NoSuchElementException.class);
    }
}
