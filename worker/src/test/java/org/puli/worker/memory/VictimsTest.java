package org.puli.worker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.worker.memory.Victims.Use;

class VictimsTest {
    private static @Nullable String victim(long lacking, Map<String, Use> uses) {
        return Victims.choose(List.copyOf(uses.keySet()), uses::get, lacking);
    }

    @Test
    void whoIsFarthestAboveItsReservationGoes() {
        Use large = new Use(900, 1_000, 9);
        assertThat(victim(100, Map.of("large", large, "a", new Use(30, 10, 2), "b", new Use(25, 1, 1))))
                .isEqualTo("b");
    }

    @Test
    void whoReservedNothingIsAboveByAllThatItUses() {
        assertThat(victim(100, Map.of("none", new Use(30, 0, 1), "some", new Use(35, 10, 2))))
                .isEqualTo("none");
    }

    @Test
    void ofEquallyFarOnesTheYoungestGoes() {
        assertThat(victim(100, Map.of("old", new Use(30, 10, 1), "young", new Use(40, 20, 2))))
                .isEqualTo("young");
    }

    @Test
    void whenNobodyIsAboveTheYoungestGoesThatGivesBackEnough() {
        Map<String, Use> uses = Map.of(
                "old", new Use(500, 500, 1),
                "young", new Use(100, 500, 2),
                "youngest", new Use(99, 500, 3));
        assertThat(victim(100, uses)).isEqualTo("young");
        assertThat(victim(101, uses)).isEqualTo("old");
        assertThat(victim(0, uses)).isEqualTo("youngest");
    }

    @Test
    void whenNobodyGivesBackEnoughWhoUsesMostGoes() {
        assertThat(victim(1_000, Map.of("more", new Use(99, 500, 1), "less", new Use(98, 500, 2))))
                .isEqualTo("more");
    }

    @Test
    void whoUsesNothingIsNoHelp() {
        assertThat(victim(10, Map.of("idle", new Use(0, 500, 1)))).isNull();
        assertThat(victim(10, Map.of())).isNull();
    }
}
