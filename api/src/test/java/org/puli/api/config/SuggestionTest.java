package org.puli.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"priorty,priority", "PRIORITY,priority", "pirority,priority", "maxworkers,maxWorkers", "pol,pool"})
    void theNearestNameIsSuggested(String wrong, String near) {
        assertThat(Suggestion.hint(wrong, List.of("priority", "pool", "maxWorkers")))
                .isEqualTo("; did you mean '" + near + "'?");
    }

    @Test
    void farNamesAndHugeOnesGetNoSuggestion() {
        assertThat(Suggestion.hint("camera", List.of("priority"))).isEmpty();
        assertThat(Suggestion.hint("x".repeat(10_000_000), List.of("priority"))).isEmpty();
        assertThat(Suggestion.hint("x", List.of())).isEmpty();
    }
}
